import * as pulumi from "@pulumi/pulumi";
import { associationReport } from "../operations/association-report";

/**
 * The hook by which a failed role association says what AWS has against it: the native resource stops at the status. Where
 * the Pulumi SDK of the program knows no error hooks yet, there is none.
 * @param reporter Under whose name people read the report.
 */
export function associationHooks(reporter: pulumi.Resource, name: string): pulumi.ResourceHookBinding | undefined {
    if (!("ErrorHook" in pulumi)) return undefined;
    const config = { get: (key: string) => pulumi.runtime.getConfig(key) };
    const hook = new pulumi.ErrorHook(`exadata-aws-kms:association:${name}`, async ({ newInputs }) => {
        const report = await associationReport(
            String(newInputs?.resourceArn),
            String(newInputs?.iamRoleArn),
            config,
        ).catch(() => undefined);
        if (report !== undefined) await pulumi.log.error(report, reporter);
        return false;
    });
    return { onError: [hook] };
}
