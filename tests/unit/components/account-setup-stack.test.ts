import { expect } from "chai";
import * as exa from "../../../components";
import { known, record, settle } from "../../support/mocks";

const stackType = "aws:cloudformation/stack:Stack";
const providerArn = "arn:aws:iam::111122223333:oidc-provider/idcs-0123.identity.oraclecloud.com";
const roleArn = "arn:aws:iam::111122223333:role/sales";
const args = {
    templateUrl: "https://bucket.s3.amazonaws.com/account-setup.yaml",
    identityDomainUrl: "https://idcs-0123.identity.oraclecloud.com:443",
};

const recorded = (outputs: Record<string, string>) => record({ resources: { [stackType]: () => ({ outputs }) } });
const failure = (value: Promise<unknown>) =>
    value.then(
        () => "success",
        (error: Error) => error.message,
    );

describe("AccountSetupStack", () => {
    it("gives the template the identity domain, and hands on the ARNs that it puts out", async () => {
        const registered = recorded({ OIDCProviderArn: providerArn, RoleArn: roleArn });
        const stack = new exa.AccountSetupStack("sales", args);
        expect(await known(stack.oidcProviderArn)).to.equal(providerArn);
        expect(await known(stack.roleArn)).to.equal(roleArn);
        const { inputs } = registered.find(({ type }) => type === stackType)!;
        expect(inputs.parameters).to.deep.equal({ OCIIdentityDomainUrl: args.identityDomainUrl });
        expect(inputs.capabilities).to.include("CAPABILITY_NAMED_IAM");
    });

    it("takes names of parameters and outputs that the template has instead", async () => {
        const registered = recorded({ KmsRole: roleArn });
        const stack = new exa.AccountSetupStack("sales", {
            ...args,
            oidcProviderArn: providerArn,
            identityDomainUrlParameter: "DomainUrl",
            oidcProviderArnParameter: "ProviderArn",
            roleArnOutput: "KmsRole",
            parameters: { RoleName: "sales" },
        });
        expect(await known(stack.roleArn)).to.equal(roleArn);
        expect(await known(stack.oidcProviderArn)).to.equal(providerArn);
        const { inputs } = registered.find(({ type }) => type === stackType)!;
        expect(inputs.parameters).to.deep.equal({
            DomainUrl: args.identityDomainUrl,
            ProviderArn: providerArn,
            RoleName: "sales",
        });
    });

    it("names the outputs that there are when one is missing, and says when there is no template", async () => {
        recorded({ KmsRole: roleArn });
        const message = await failure(known(new exa.AccountSetupStack("sales", args).roleArn));
        expect(message).to.contain('no output "RoleArn"; it has KmsRole').and.to.contain("roleArnOutput");
        const none = { ...args, templateUrl: undefined };
        expect(() => new exa.AccountSetupStack("sales", none)).to.throw(/templateUrl.*accountSetupTemplateUrl/);
    });

    it("makes a role that ClusterIdentity takes instead of its own", async () => {
        const registered = recorded({});
        const cluster = {
            vmClusterArn: "arn:aws:odb:us-east-1:111122223333:cloud-vm-cluster/vmc_4k2p0wz1ab",
            vmClusterOcid: "ocid1.cloudvmcluster.oc1.iad.aaaa",
            compartmentId: "ocid1.compartment.oc1..aaaa",
            oidcProviderArn: providerArn,
            existing: { roleArn },
        };
        expect(await known(new exa.ClusterIdentity("sales", cluster).roleArn)).to.equal(roleArn);
        await settle();
        expect(registered.filter(({ type }) => type === "aws:iam/role:Role")).to.deep.equal([]);
        const association = registered.find(({ type }) => type.endsWith(":IamRoleAssociation"))!;
        expect(association.inputs.iamRoleArn).to.equal(roleArn);
        expect(() => new exa.ClusterIdentity("sales", { ...cluster, roleName: "sales" })).to.throw(/roleName/);
    });

    it("guards role and provider that it makes, and keeps its template", async () => {
        const registered = recorded({ OIDCProviderArn: providerArn, RoleArn: roleArn });
        await known(new exa.AccountSetupStack("sales", args).roleArn);
        await known(new exa.AccountSetupStack("crm", { ...args, oidcProviderArn: providerArn }).roleArn);
        await settle();
        const guarded = registered.filter(({ type }) => type.endsWith(":UseGuard"));
        const role = { kind: "role", roleArn };
        expect(guarded.map(({ inputs }) => inputs.subjects)).to.deep.equal([
            [role, { kind: "oidcProvider", providerArn, roleArn }],
            [role],
        ]);
    });

    it("refuses the provider of another identity domain", async () => {
        recorded({ RoleArn: roleArn });
        const other = { ...args, oidcProviderArn: providerArn.replace("idcs-0123", "idcs-4567") };
        const stack = new exa.AccountSetupStack("sales", other);
        expect(await failure(known(stack.oidcProviderArn))).to.contain('the provider is for "idcs-4567');
    });

    it("takes an association that exists, which is then looked at, and neither made nor removed", async () => {
        const cluster = {
            vmClusterArn: "arn:aws:odb:us-east-1:111122223333:cloud-vm-cluster/vmc_4k2p0wz1ab",
            vmClusterOcid: "ocid1.cloudvmcluster.oc1.iad.aaaa",
            compartmentId: "ocid1.compartment.oc1..aaaa",
            oidcProviderArn: providerArn,
        };
        const registered = record();
        new exa.ClusterIdentity("sales", { ...cluster, existing: { roleArn, associated: true } });
        await settle();
        const types = registered.map((made) => made.type.split(":").at(-1));
        expect(types).not.to.include("IamRoleAssociation");
        const gate = registered.find(({ type }) => type.endsWith("IdentityConnectorGate"))!;
        expect(gate.inputs).to.include({ existingAssociation: true, ownsAssociation: false, ownsRole: false });
        expect(
            () => new exa.ClusterIdentity("sales", { ...cluster, existing: { associated: true } as never }),
        ).to.throw(/existing\.roleArn.*is missing/);
    });
});
