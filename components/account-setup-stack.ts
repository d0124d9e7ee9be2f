import { Stack } from "@pulumi/aws/cloudformation";
import * as pulumi from "@pulumi/pulumi";
import { issuerUrlOf } from "../sdk/policies/trust";
import type { AccountSetupStackArgs } from "./args/account-setup-stack";
import { accept, assured, ofIssuer } from "./internal/checks";
import { guarded } from "./internal/guarded";
import { keepWhileInUse } from "./internal/in-use";
import { accountSetupStack } from "./schema/identities";

/**
 * OIDC provider and IAM role of one VM cluster, created by the CloudFormation template of Oracle Database\@AWS (CreateStack) as
 * in the console. It is the alternative to OidcProvider and the role of ClusterIdentity. Use one stack for each cluster. Every
 * stack but the first takes the provider of the first. Fails with the remedy if the account has no template, or if the stack
 * lacks an expected output.
 * @example new AccountSetupStack("sales", { templateUrl: domain.accountSetupTemplateUrl, identityDomainUrl: domain.url })
 */
export class AccountSetupStack extends pulumi.ComponentResource {
    /** ARN of the OIDC provider. Give it as `oidcProviderArn` to ClusterIdentity and to further stacks. */
    public readonly oidcProviderArn: pulumi.Output<string>;
    /** ARN of the role. Give it as `existing.roleArn` to ClusterIdentity. */
    public readonly roleArn: pulumi.Output<string>;
    /** The native resource: the CloudFormation stack. */
    public readonly stack: Stack;

    constructor(name: string, args: AccountSetupStackArgs, opts?: pulumi.ComponentResourceOptions) {
        super("exadata-aws-kms:index:AccountSetupStack", name, {}, opts);
        args = accept(this, name, accountSetupStack, args);
        this.stack = this.create(name, args);
        const { outputs } = this.stack;
        this.roleArn = this.output(outputs, "roleArnOutput", args.roleArnOutput ?? "RoleArn");
        this.oidcProviderArn =
            args.oidcProviderArn === undefined
                ? this.output(outputs, "oidcProviderArnOutput", args.oidcProviderArnOutput ?? "OIDCProviderArn")
                : this.ofDomain(args.oidcProviderArn, args);
        const made = args.oidcProviderArn === undefined;
        const subjects = [
            { kind: "role", roleArn: this.roleArn },
            // The role is deleted together with the provider. Naming it here keeps it from counting as a user of the provider.
            ...(made ? [{ kind: "oidcProvider", providerArn: this.oidcProviderArn, roleArn: this.roleArn }] : []),
        ];
        keepWhileInUse({ component: this, opts, name, dependsOn: this.stack }, subjects);
        this.registerOutputs({ oidcProviderArn: this.oidcProviderArn, roleArn: this.roleArn });
    }

    private create(name: string, args: AccountSetupStackArgs): Stack {
        const { identityDomainUrlParameter = "OCIIdentityDomainUrl", oidcProviderArnParameter = "OIDCProviderArn" } =
            args;
        const templateUrl = assured(this, pulumi.output(args.templateUrl), (url) =>
            url === undefined || url === ""
                ? "AWS gives this account no CloudFormation template. Remedy: use OidcProvider, and let ClusterIdentity create the role."
                : undefined,
        ).apply((url) => url ?? "");
        const parameters = {
            ...args.parameters,
            [identityDomainUrlParameter]: args.identityDomainUrl,
            ...(args.oidcProviderArn === undefined
                ? {}
                : { [oidcProviderArnParameter]: this.ofDomain(args.oidcProviderArn, args) }),
        };
        const issuerUrl = pulumi.output(args.identityDomainUrl).apply(issuerUrlOf);
        const { guard, wanted } = guarded(
            "accountSetup",
            name,
            { issuerUrl, parameters: pulumi.output(parameters), stackName: args.stackName },
            { parent: this },
        );
        return new Stack(
            name,
            {
                name: wanted.stackName,
                templateUrl,
                parameters: wanted.parameters,
                // The template creates a named role, for which CloudFormation requires consent.
                capabilities: ["CAPABILITY_NAMED_IAM"],
                iamRoleArn: args.iamRoleArn,
                tags: args.tags,
            },
            {
                parent: this,
                protect: args.protect ?? true,
                dependsOn: guard,
                ignoreChanges: ["templateUrl"],
            },
        );
    }

    /** Refuses a provider of another identity domain, which would accept none of the tokens. */
    private ofDomain(arn: pulumi.Input<string>, { identityDomainUrl }: AccountSetupStackArgs): pulumi.Output<string> {
        return ofIssuer(this, "oidcProviderArn", arn, identityDomainUrl);
    }

    private output(
        outputs: pulumi.Output<{ [name: string]: string }>,
        argument: string,
        name: string,
    ): pulumi.Output<string> {
        return assured(this, outputs, (known) =>
            known[name]
                ? undefined
                : `The stack has no output "${name}"; it has ${Object.keys(known).sort().join(", ") || "none"}. Remedy: name the right one as \`${argument}\`.`,
        ).apply((known) => known[name] ?? "");
    }
}
