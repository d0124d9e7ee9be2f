import { OpenIdConnectProvider } from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { defaultAudience, issuerUrlOf } from "../sdk/policies/trust";
import type { OidcProviderArgs } from "./args/oidc-provider";
import { accept } from "./internal/checks";
import { guarded } from "./internal/guarded";
import { keepWhileInUse } from "./internal/in-use";
import { oidcProvider } from "./schema/identities";

/**
 * OIDC provider with which the AWS account trusts tokens of the OCI identity domain (CreateOpenIDConnectProvider). Create it once
 * for an account, then reuse it by ARN.
 * @example new OidcProvider("oci", { issuerUrl: domain.issuerUrl })
 */
export class OidcProvider extends pulumi.ComponentResource {
    /** ARN of the OIDC provider. */
    public readonly arn: pulumi.Output<string>;
    /** The native resource; undefined for an existing provider. */
    public readonly provider?: OpenIdConnectProvider;

    constructor(name: string, args: OidcProviderArgs, opts?: pulumi.ComponentResourceOptions) {
        super("exadata-aws-kms:index:OidcProvider", name, {}, opts);
        args = accept(this, name, oidcProvider, args);
        const { existing } = args;
        if (existing === undefined) this.provider = this.create(name, args, opts);
        this.arn = pulumi.output(this.provider?.arn ?? existing?.arn ?? "");
        this.registerOutputs({ arn: this.arn });
    }

    private create(
        name: string,
        args: OidcProviderArgs,
        opts: pulumi.ComponentResourceOptions | undefined,
    ): OpenIdConnectProvider {
        const issuerUrl = pulumi.output(args.issuerUrl ?? "").apply(issuerUrlOf);
        const audiences = args.audiences ?? [defaultAudience];
        const { guard, wanted } = guarded("oidcProvider", name, { issuerUrl, audiences }, { parent: this });
        const provider = new OpenIdConnectProvider(
            name,
            {
                url: wanted.issuerUrl,
                clientIdLists: wanted.audiences,
                thumbprintLists: args.thumbprints,
                tags: args.tags,
            },
            { parent: this, protect: args.protect ?? true, dependsOn: guard },
        );
        const subjects = [{ kind: "oidcProvider", providerArn: provider.arn }];
        keepWhileInUse({ component: this, opts, name, dependsOn: provider }, subjects);
        return provider;
    }
}
