import { expect } from "chai";
import * as exa from "../../../components";
import { awsKeyReadStatement } from "../../../sdk/policies";
import { known, record, settle } from "../../support/mocks";

const caller = { "aws:index/getCallerIdentity:getCallerIdentity": { accountId: "111122223333" } };
const keyArn = "arn:aws:kms:us-east-1:111122223333:key/7139075d-a006-4302-92d5-48ecca31d48e";
const connectorId = "ocid1.oracledbawsconnector.oc1.iad.aaaa";
const compartmentId = "ocid1.compartment.oc1..aaaa";
const awsKey = "oci:oci/dbmulticloudOracleDbAwsKey:DbmulticloudOracleDbAwsKey";

describe("wiring of components", () => {
    it("a managed key lets its users use it, keeps the account in control and denies retired versions", async () => {
        const registered = record({ calls: caller });
        const role = "arn:aws:iam::111122223333:role/OracleDatabaseKMS-sales";
        const retired = "ORACLE.TDE.HSM.MK.06AE5EFB528D9D4F21BFEDA63C6C8738D9";
        const key = new exa.CustomerManagedKey("tde", {
            alias: "exadata/tde",
            userRoleArns: [role],
            retiredMasterKeyIds: [retired],
        });
        expect(await known(key.label)).to.equal("alias/exadata/tde");
        const made = registered.find(({ type }) => type === "aws:kms/key:Key")!;
        expect(made.inputs.deletionWindowInDays).to.equal(30);
        const policy = JSON.parse(made.inputs.policy as string);
        const text = JSON.stringify(policy.Statement);
        expect(text).to.contain("arn:aws:iam::111122223333:root").and.to.contain(role);
        const denial = policy.Statement.find(({ Effect }: { Effect: string }) => Effect === "Deny");
        expect(denial.Condition.StringEquals["kms:EncryptionContext:MKID"]).to.deep.equal([retired]);
    });

    it("a role trusts the tokens of its own cluster only", async () => {
        const registered = record();
        const identity = new exa.ClusterIdentity("sales", {
            vmClusterArn: "arn:aws:odb:us-east-1:111122223333:cloud-vm-cluster/vmc_4k2p0wz1ab",
            vmClusterOcid: "ocid1.cloudvmcluster.oc1.iad.aaaa",
            compartmentId,
            oidcProviderArn: "arn:aws:iam::111122223333:oidc-provider/idcs-1.identity.oraclecloud.com",
        });
        await known(identity.roleArn);
        const role = registered.find(({ type }) => type === "aws:iam/role:Role")!;
        const [statement] = JSON.parse(role.inputs.assumeRolePolicy as string).Statement;
        expect(statement.Condition.StringEquals).to.deep.equal({
            "idcs-1.identity.oraclecloud.com:aud": "DBMC/",
            "idcs-1.identity.oraclecloud.com:sub": "ocid1.cloudvmcluster.oc1.iad.aaaa",
        });
    });

    it("a key is registered by its ARN alone, after it was discovered", async () => {
        const registered = record();
        const entry = new exa.KeyRegistration("tde", { keyArn, connectorId, compartmentId });
        expect(await known(entry.registeredKeyId)).to.equal("tde-id");
        const { inputs } = registered.find(({ type }) => type === awsKey)!;
        expect(
            Object.keys(inputs)
                .filter((name) => inputs[name] !== undefined)
                .sort(),
        ).to.deep.equal(["awsKeyArn", "compartmentId", "displayName", "oracleDbConnectorId"]);
    });

    it("statements name each compartment once", async () => {
        const registered = record();
        const policy = new exa.AwsKeyReadPolicy("keys", { compartmentIds: [compartmentId, compartmentId] });
        expect(await known(policy.statements)).to.deep.equal([awsKeyReadStatement(compartmentId)]);
        expect(registered.find(({ type }) => type === "oci:Identity/policy:Policy")!.inputs.compartmentId).to.equal(
            compartmentId,
        );
    });

    it("each pluggable database gets a rotation of its own, and each type token keeps its name", async () => {
        const registered = record();
        new exa.EncryptedDatabase("SALES01", {
            vmClusterOcid: "ocid1.cloudvmcluster.oc1.iad.aaaa",
            existing: { name: "SALES01" },
            registeredKeyId: "ocid1.oracledbawskey.oc1.iad.aaaa",
            pluggableDatabases: { HRPDB: { rotationTriggers: { audit: "2026-11" } }, CRMPDB: {} },
        });
        await settle();
        expect(registered.map(({ type, name }) => `${type} ${name}`).sort()).to.deep.equal([
            "exadata-aws-kms:index:EncryptedDatabase SALES01",
            "pulumi-nodejs:dynamic/exadata-aws-kms:DatabaseKey SALES01",
            "pulumi-nodejs:dynamic/exadata-aws-kms:PluggableDatabaseKeyRotation SALES01-CRMPDB",
            "pulumi-nodejs:dynamic/exadata-aws-kms:PluggableDatabaseKeyRotation SALES01-HRPDB",
        ]);
    });
});
