import * as pulumi from "@pulumi/pulumi";
import { issuerName } from "../../sdk/policies/trust";
import { checkOidcProviderIssuer, type EntrySchema, faultsOf, withoutNulls } from "../../sdk/validation";
import { type Fault, renderFaults } from "../../sdk/validation/faults";

/**
 * Checks the arguments of a component against its schema and returns them. All faults end the construction together. Null values,
 * which YAML writes for an absent value, are left out.
 */
export function accept<T extends object>(
    component: pulumi.ComponentResource,
    name: string,
    schema: EntrySchema,
    args: T,
): T {
    const given: unknown = args ?? {};
    const title = `${schema.name.replace(/Args$/, "")} ${name}`;
    refuse(component, title, faultsOf(schema, given, "", { region: regionOf(component) }));
    return withoutNulls(schema, given) as T;
}

/**
 * The Region of the stack. Undefined if the component has an AWS provider of its own, which may be for another Region.
 */
function regionOf(component: pulumi.ComponentResource): string | undefined {
    const own = component.getProvider("aws:kms/key:Key");
    return own === undefined ? stackRegion() : undefined;
}

export function stackRegion(): string | undefined {
    return new pulumi.Config("aws").get("region");
}

/** Ends the construction of a component with all faults in one message and without a stack trace. */
function refuse(component: pulumi.ComponentResource, title: string, faults: readonly Fault[]): void {
    if (faults.length > 0) throw new pulumi.ResourceError(renderFaults(title, faults), component, true);
}

/**
 * Passes a value on only if the service reports what it must report. Native resources let some failures pass as success, so
 * components check the status themselves. `problem` returns the message, or undefined if all is well.
 * @param reason What the service says if something is wrong; absent otherwise. Keep it out of `value`: an absent output is unknown in a preview,
 * and everything that depends on the value would then look changed.
 */
export function assured<T>(
    resource: pulumi.Resource,
    value: pulumi.Output<T>,
    problem: (value: T, reason?: string) => string | undefined,
    reason?: pulumi.Output<string | undefined>,
): pulumi.Output<T> {
    const checked = value.apply((known) => {
        if (problem(known) === undefined) return known;
        return pulumi.output(reason).apply((said): T => {
            throw plainError(resource, problem(known, said) ?? "");
        });
    });
    return checked as pulumi.Output<T>;
}

/**
 * The ARN of an existing OIDC provider, known only after its issuer is checked against the URL of the identity domain.
 */
export function ofIssuer(
    component: pulumi.ComponentResource,
    path: string,
    arn: pulumi.Input<string>,
    domainUrl: pulumi.Input<string>,
): pulumi.Output<string> {
    return assured(component, pulumi.all([arn, domainUrl]), ([provider, url]) => {
        const [fault] = checkOidcProviderIssuer(path, provider, issuerName(url));
        return fault && `${fault.path}: ${fault.reason}. Remedy: ${fault.remedy}.`;
    }).apply(([provider]) => provider);
}

/**
 * An error that prints only its message. If an output fails, the program has often ended already. The runtime then prints the
 * stack, if there is one, and prefixes the names of the properties through which the error passed.
 */
function plainError(resource: pulumi.Resource, message: string): Error {
    const error = new pulumi.ResourceError(message, resource, true);
    error.stack = "";
    Object.defineProperty(error, "message", { get: () => message, set: () => undefined });
    return error;
}
