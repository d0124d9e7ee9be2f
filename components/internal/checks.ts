import * as pulumi from "@pulumi/pulumi";
import { issuerName } from "../../sdk/policies/trust";
import { checkOidcProviderIssuer, type EntrySchema, faultsOf, withoutNulls } from "../../sdk/validation";
import { type Fault, renderFaults } from "../../sdk/validation/faults";

/**
 * The arguments of a component, once they are what its schema says: every fault ends the construction, all of them at once.
 * What is null, as YAML writes what is not given, is left out.
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

/** The Region of the stack. A provider of the component's own may be for another one. */
function regionOf(component: pulumi.ComponentResource): string | undefined {
    const own = component.getProvider("aws:kms/key:Key");
    return own === undefined ? stackRegion() : undefined;
}

export function stackRegion(): string | undefined {
    return new pulumi.Config("aws").get("region");
}

/** Ends the construction of a component with every fault at once; people see one message and no stack. */
function refuse(component: pulumi.ComponentResource, title: string, faults: readonly Fault[]): void {
    if (faults.length > 0) throw new pulumi.ResourceError(renderFaults(title, faults), component, true);
}

/**
 * Passes a value on only when the service says what it must say. The native resources let some failures pass as
 * success, so components look at the status themselves; `problem` gives the message, or nothing when all is well.
 * @param reason what the service says when all is not well. It is absent otherwise, and what is absent is unknown in a
 * preview: part of the value, it would make everything behind it look changed.
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

/** An OIDC provider that exists, once it is known to stand for the identity domain of that URL. */
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
 * An error that reads as its message. When an output fails, the program has often ended already: the runtime then prints
 * the stack if there is one, and before that puts the names of the properties that the error passed through in front.
 */
function plainError(resource: pulumi.Resource, message: string): Error {
    const error = new pulumi.ResourceError(message, resource, true);
    error.stack = "";
    Object.defineProperty(error, "message", { get: () => message, set: () => undefined });
    return error;
}
