import * as pulumi from "@pulumi/pulumi";

/**
 * The text from which the engine's dynamic host creates the provider of a resource. The engine stores it in the state of every
 * resource. So it names a frozen subpath of this package instead of holding code: it captures nothing and holds no secret, and
 * a fix in an operation also reaches resources of older deployments.
 */
export function hostText(path: string): string {
    return `exports.handler = () => require("pulumi-exadata-aws-kms/${path}").provider;`;
}

/** What distinguishes one dynamic resource from another. */
interface Hosted {
    /** Name in the type token `pulumi-nodejs:dynamic/exadata-aws-kms:<Name>`. It is part of the state: never rename it. */
    readonly type: string;
    /** Subpath of this package that does the work. `exports` in package.json maps it to a file. It is part of the state too. */
    readonly path: string;
    /** Properties that only the operation knows. They are declared to the engine as outputs. */
    readonly outputs: readonly string[];
}

/**
 * A dynamic resource without the closure serialisation of `pulumi.dynamic.Resource`. Type token and protocol are the same, but
 * `__provider` is a constant line of text.
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
