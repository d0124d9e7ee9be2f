import * as pulumi from "@pulumi/pulumi";

/**
 * The text from which the engine's dynamic host makes the provider of a resource. It is stored in the state of every
 * resource, so it names a frozen subpath of this package instead of carrying code: it captures nothing, holds no
 * secret, and a fix in an operation also reaches resources of older deployments.
 */
export function hostText(path: string): string {
    return `exports.handler = () => require("pulumi-exadata-aws-kms/${path}").provider;`;
}

/** What distinguishes one dynamic resource from another. */
interface Hosted {
    /** Name in the type token `pulumi-nodejs:dynamic/exadata-aws-kms:<Name>`; part of the state, so never renamed. */
    readonly type: string;
    /** Subpath of this package that does the work; `exports` in package.json leads it to a file. Part of the state as well. */
    readonly path: string;
    /** Properties that only the operation can tell; they are declared to the engine as outputs. */
    readonly outputs: readonly string[];
}

/**
 * A dynamic resource without the closure serialisation of `pulumi.dynamic.Resource`: same type token, same protocol,
 * but `__provider` is a constant line of text.
 */
export abstract class HostedResource extends pulumi.CustomResource {
    constructor(hosted: Hosted, name: string, inputs: pulumi.Inputs, opts?: pulumi.CustomResourceOptions) {
        const outputs = Object.fromEntries(hosted.outputs.map((output) => [output, undefined]));
        super(
            `pulumi-nodejs:dynamic/exadata-aws-kms:${hosted.type}`,
            name,
            { ...outputs, ...inputs, __provider: hostText(hosted.path) },
            opts,
        );
    }
}
