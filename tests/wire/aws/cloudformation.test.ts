import { expect } from "chai";
import { type Harness, startHarness } from "./harness";

type Members = Record<string, unknown>;

const domain = "https://idcs-0f0f0f0f.identity.oraclecloud.com:443";

describe("the template that sets an account up, by CloudFormation through the AWS endpoint", function () {
    this.timeout(60_000);
    let harness: Harness;
    let template: string;

    before(async () => {
        harness = await startHarness();
        const { ociIdentityDomain } = await harness.boto.call("odb", "get_oci_onboarding_status");
        template = (ociIdentityDomain as Members).accountSetupCloudFormationUrl as string;
    });
    after(() => harness.stop());

    const create = (name: string, parameters: Record<string, string> = {}, more: Members = {}) => ({
        StackName: name,
        TemplateURL: template,
        Capabilities: ["CAPABILITY_IAM"],
        Parameters: Object.entries({ OCIIdentityDomainUrl: domain, ...parameters }).map(([key, value]) => ({
            ParameterKey: key,
            ParameterValue: value,
        })),
        ...more,
    });
    const outputs = async (name: string) => {
        const { Stacks } = await harness.boto.call("cloudformation", "describe_stacks", { StackName: name });
        const [stack] = Stacks as { StackStatus: string; Outputs: { OutputKey: string; OutputValue: string }[] }[];
        expect(stack!.StackStatus).to.match(/^(CREATE|UPDATE)_COMPLETE$/);
        return Object.fromEntries(stack!.Outputs.map((one) => [one.OutputKey, one.OutputValue]));
    };
    const trustOf = async (roleArn = "") => {
        const RoleName = roleArn.slice(roleArn.lastIndexOf("/") + 1);
        const { Role } = await harness.boto.call("iam", "get_role", { RoleName });
        return (Role as Members).AssumeRolePolicyDocument as { Statement: Members[] };
    };

    it("is served as it is to whoever has its address", async () => {
        const { Parameters } = (await (await fetch(template)).json()) as { Parameters: object };
        expect(Object.keys(Parameters)).to.deep.equal(["OCIIdentityDomainUrl", "OIDCProviderArn"]);
    });

    it("makes the provider of the domain and a role that trusts its tokens", async () => {
        await harness.boto.call("cloudformation", "create_stack", create("first"));
        const { OIDCProviderArn, RoleArn } = await outputs("first");
        expect(OIDCProviderArn).to.match(/:oidc-provider\/idcs-0f0f0f0f\.identity\.oraclecloud\.com$/);
        const provider = await harness.boto.call("iam", "get_open_id_connect_provider", {
            OpenIDConnectProviderArn: OIDCProviderArn,
        });
        expect(provider.ClientIDList).to.deep.equal(["DBMC/"]);
        const [statement] = (await trustOf(RoleArn)).Statement;
        expect(statement!.Principal).to.deep.equal({ Federated: OIDCProviderArn });
        expect(statement!.Condition).to.deep.equal({
            StringEquals: { "idcs-0f0f0f0f.identity.oraclecloud.com:aud": "DBMC/" },
        });
    });

    it("makes only another role when the provider is given, and deletes only what it made", async () => {
        const { OIDCProviderArn = "", RoleArn } = await outputs("first");
        await harness.boto.call("cloudformation", "create_stack", create("second", { OIDCProviderArn }));
        const second = await outputs("second");
        expect(second.OIDCProviderArn).to.equal(OIDCProviderArn);
        expect(second.RoleArn).not.to.equal(RoleArn);
        const providers = async () => {
            const listed = await harness.boto.call("iam", "list_open_id_connect_providers");
            return (listed.OpenIDConnectProviderList as { Arn: string }[]).map(({ Arn }) => Arn);
        };
        await harness.boto.call("cloudformation", "delete_stack", { StackName: "second" });
        expect(await providers()).to.include(OIDCProviderArn);
        await harness.boto.call("cloudformation", "delete_stack", { StackName: "first" });
        expect(await providers()).not.to.include(OIDCProviderArn);
    });

    it("is refused without consent to roles, and from an address that is none of CloudFormation's", async () => {
        const { boto } = harness;
        const silent = await boto.refusal("cloudformation", "create_stack", create("third", {}, { Capabilities: [] }));
        expect(silent.code).to.equal("InsufficientCapabilitiesException");
        const elsewhere = create("third", {}, { TemplateURL: "https://example.com/template.json" });
        const refusal = await boto.refusal("cloudformation", "create_stack", elsewhere);
        expect(refusal.code).to.equal("ValidationError");
    });
});
