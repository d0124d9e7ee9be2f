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

    const statusOf = async (name: string) => {
        const { Stacks } = await harness.boto.call("cloudformation", "describe_stacks", { StackName: name });
        const [stack] = Stacks as { StackStatus: string; Outputs?: unknown[] }[];
        return `${stack!.StackStatus}, ${stack!.Outputs?.length ?? 0} outputs`;
    };
    const remove = (StackName: string) => harness.boto.call("cloudformation", "delete_stack", { StackName });

    it("is rolled back when the provider is there already, and leaves nothing but the events", async () => {
        const { boto } = harness;
        await boto.call("cloudformation", "create_stack", create("owner"));
        await boto.call("cloudformation", "create_stack", create("late"));
        for (let time = 0; time < 2; time++) expect(await statusOf("late")).to.equal("ROLLBACK_COMPLETE, 0 outputs");
        const { StackEvents } = await boto.call("cloudformation", "describe_stack_events", { StackName: "late" });
        const failed = (StackEvents as Members[]).find(({ ResourceStatus }) => ResourceStatus === "CREATE_FAILED")!;
        expect(failed).to.include({ LogicalResourceId: "OIDCProvider", ResourceType: "AWS::IAM::OIDCProvider" });
        expect(failed.ResourceStatusReason).to.match(/already exists/);
        const update = await boto.refusal("cloudformation", "update_stack", create("late"));
        expect([update.code, update.message]).to.deep.equal([
            "ValidationError",
            `Stack:${(StackEvents as Members[])[0]!.StackId} is in ROLLBACK_COMPLETE state and can not be updated.`,
        ]);
        expect((await boto.refusal("cloudformation", "create_stack", create("late"))).code).to.equal(
            "AlreadyExistsException",
        );
        await remove("late");
        const kept = create("kept", {}, { OnFailure: "DO_NOTHING" });
        await boto.call("cloudformation", "create_stack", kept);
        expect(await statusOf("kept")).to.equal("CREATE_FAILED, 0 outputs");
        await remove("kept");
        const gone = await boto.call("cloudformation", "create_stack", create("gone", {}, { OnFailure: "DELETE" }));
        const missing = await boto.refusal("cloudformation", "describe_stacks", { StackName: "gone" });
        expect(missing.code).to.equal("ValidationError");
        expect(await statusOf(String(gone.StackId))).to.equal("DELETE_COMPLETE, 0 outputs");
        // Of the failed stacks none took the provider along.
        expect(await statusOf("owner")).to.equal("CREATE_COMPLETE, 2 outputs");
        await remove("owner");
    });

    it("is not updated without a change", async () => {
        const { boto } = harness;
        await boto.call("cloudformation", "create_stack", create("still"));
        const update = (more: Members) => ({ ...create("still", {}, { TemplateURL: template }), ...more });
        const byTemplate = await boto.refusal("cloudformation", "update_stack", update({}));
        expect([byTemplate.code, byTemplate.message]).to.deep.equal([
            "ValidationError",
            "No updates are to be performed.",
        ]);
        const previous = { TemplateURL: undefined, UsePreviousTemplate: true };
        const refusal = await boto.refusal("cloudformation", "update_stack", update(previous));
        expect(refusal.message).to.equal("No updates are to be performed.");
        await boto.call("cloudformation", "update_stack", update({ Tags: [{ Key: "a", Value: "b" }] }));
        expect(await statusOf("still")).to.equal("UPDATE_COMPLETE, 2 outputs");
        await remove("still");
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
