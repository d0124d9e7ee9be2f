/** A command of the AWS CLI, as boto3 is called. */
export interface AwsCommand {
    readonly service: string;
    readonly operation: string;
    readonly parameters: Record<string, string>;
}

/** The commands of the AWS CLI in the first line of a message that holds some. Options have values without spaces. */
export function awsCommandsIn(text: string): AwsCommand[] {
    const line = text.split("\n").find((one) => /`aws [a-z]/.test(one)) ?? "";
    const quoted = /`(aws [^`]*)`/.exec(line)?.[1] ?? "";
    return quoted.split(" && ").map((command) => {
        const [, service = "", operation = "", ...options] = command.trim().split(/\s+/);
        const parameters: Record<string, string> = {};
        for (let index = 0; index < options.length; index += 2) {
            const name = options[index]!.replace(/^--/, "");
            if (name !== "region") parameters[memberOf(name, service)] = options[index + 1]!;
        }
        return { service, operation: operation.replaceAll("-", "_"), parameters };
    });
}

/** `key-id` as `KeyId`; ODB begins its members with a small letter. */
function memberOf(option: string, service: string): string {
    const words = option.split("-").map((word) => word.charAt(0).toUpperCase() + word.slice(1));
    const name = words.join("");
    return service === "odb" ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}
