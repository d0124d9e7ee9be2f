import {
    DeleteOpenIDConnectProviderCommand,
    DeleteRoleCommand,
    UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { expect } from "chai";
import { Lab } from "./lab";

describe("Association of a role with a VM cluster", () => {
    it("makes a connector with one connected node for each node of the cluster", async () => {
        const lab = await Lab.open();
        await lab.createProvider();
        await lab.createRole();
        await lab.associate();

        const { value } = lab.connector;
        expect(value).to.deep.include({
            resourceId: lab.cluster.ocid,
            compartmentId: lab.world.settings.compartmentId,
            issuerUrl: lab.issuer,
            oidcScope: "DBMC/aws",
            awsLocation: "us-east-1",
            awsAccountId: "111122223333",
            lifecycleState: "ACTIVE",
            freeformTags: {},
            definedTags: {},
            systemTags: {},
        });
        expect(value).not.to.have.property("lifecycleStateDetails");
        expect(lab.role).to.deep.include({ roleArn: lab.roleArn, serviceType: "KMS", assumeRoleStatus: "CONNECTED" });
        expect(lab.role.awsNodes?.map(({ hostName, status }) => ({ hostName, status }))).to.deep.equal([
            { hostName: "sales-q7xvd1", status: "CONNECTED" },
            { hostName: "sales-q7xvd2", status: "CONNECTED" },
        ]);
        expect(lab.cluster.roles).to.deep.equal([
            { iamRoleArn: lab.roleArn, awsIntegration: "KmsTde", status: "CONNECTED" },
        ]);
        expect(lab.cluster.twin?.value.multiCloudIdentityConnectorConfigs).to.deep.equal([
            { id: value.id, cloudProvider: "AWS" },
        ]);
    });

    it("shows ASSOCIATING and a connector in CREATING at once", async () => {
        const lab = await Lab.open();
        lab.exadata.associateRole(lab.cluster, lab.roleArn);
        expect(lab.cluster.roles[0]?.status).to.equal("ASSOCIATING");
        expect(lab.connector.value.lifecycleState).to.equal("CREATING");
        expect(lab.role).to.include({ assumeRoleStatus: "UNKNOWN" });
    });

    it("fails for a role that the account does not have", async () => {
        const lab = await Lab.open();
        await lab.createProvider();
        await lab.associate();
        expect(lab.cluster.roles[0]).to.include({ status: "FAILED" });
        expect(lab.cluster.roles[0]?.statusReason).to.contain(lab.roleArn);
        expect(lab.connector.value).to.include({ lifecycleState: "FAILED" });
    });

    describe("ends DISCONNECTED, with the reason on both sides,", () => {
        const causes: [string, (lab: Lab) => Promise<void>, string][] = [
            [
                "without an OIDC provider",
                (lab) => lab.createRole(),
                "No OpenIDConnect provider found in your account for https://idcs-",
            ],
            [
                "when the provider does not list the audience",
                async (lab) => {
                    await lab.createProvider(["sts.amazonaws.com"]);
                    await lab.createRole();
                },
                'Incorrect token audience: the token is for "DBMC/"',
            ],
            [
                "when the trust policy is about another cluster",
                async (lab) => {
                    await lab.createProvider();
                    await lab.createRole({ sub: "ocid1.cloudvmcluster.oc1.iad.other" });
                },
                "Not authorized to perform sts:AssumeRoleWithWebIdentity: the trust policy of role OdbKmsTde-",
            ],
            [
                "without STS access of the network",
                async (lab) => {
                    await lab.createProvider();
                    await lab.createRole();
                    lab.world.networks.get("odbnet_sales00001")!.stsAccess = "DISABLED";
                },
                "STS access of ODB network sales-net (odbnet_sales00001) is not enabled.",
            ],
            [
                "without STS and KMS access of the network",
                async (lab) => {
                    await lab.createProvider();
                    await lab.createRole();
                    Object.assign(lab.world.networks.get("odbnet_sales00001")!, {
                        stsAccess: "DISABLED",
                        kmsAccess: "DISABLING",
                    });
                },
                "STS access and KMS access of ODB network sales-net (odbnet_sales00001) are not enabled.",
            ],
            [
                "when the network's policy keeps STS closed",
                async (lab) => {
                    await lab.createProvider();
                    await lab.createRole();
                    lab.world.networks.get("odbnet_sales00001")!.stsPolicyDocument = JSON.stringify({
                        Statement: { Effect: "Allow", Principal: "*", Action: "sts:AssumeRole", Resource: "*" },
                    });
                },
                "the STS policy of ODB network sales-net (odbnet_sales00001) does not allow role",
            ],
            [
                "without an identity domain",
                async (lab) => {
                    await lab.createProvider();
                    await lab.createRole();
                    lab.world.onboarding = { status: "ACTIVE" };
                },
                "The OCI identity domain of the account is not AVAILABLE.",
            ],
        ];
        for (const [title, prepare, reason] of causes) {
            it(title, async () => {
                const lab = await Lab.open();
                await prepare(lab);
                await lab.associate();
                expect(lab.cluster.roles[0]?.status).to.equal("DISCONNECTED");
                expect(lab.cluster.roles[0]?.statusReason).to.contain(reason);
                expect(lab.role.assumeRoleStatus).to.equal("DISCONNECTED");
                expect(lab.role.awsNodes?.map((node) => node.status)).to.deep.equal(["DISCONNECTED", "DISCONNECTED"]);
                expect(lab.connector.value.lifecycleState).to.equal("ACTIVE");
                expect(lab.connector.value.lifecycleStateDetails).to.contain(reason);
            });
        }
    });

    it("is PARTIALLY_CONNECTED when one node fails, and names it; a new attempt mends it", async () => {
        const lab = await Lab.open();
        await lab.createProvider();
        await lab.createRole();
        const error = { status: 503, code: "Unreachable", message: "No route to sts.us-east-1.amazonaws.com." };
        lab.world.faults.set({ service: "exadata", operation: "ConnectNode", nth: 2, error });
        await lab.associate();
        expect(lab.role.assumeRoleStatus).to.equal("PARTIALLY_CONNECTED");
        expect(lab.role.awsNodes?.map((node) => node.status)).to.deep.equal(["CONNECTED", "DISCONNECTED"]);
        expect(lab.cluster.roles[0]).to.include({
            status: "PARTIALLY_CONNECTED",
            statusReason: `1 of 2 nodes are not connected. sales-q7xvd2: ${error.message}`,
        });

        await lab.exadata.connect(lab.connector);
        expect(lab.cluster.roles[0]).to.include({ status: "CONNECTED" });
        expect(lab.cluster.roles[0]).not.to.have.property("statusReason");
        expect(lab.connector.value).not.to.have.property("lifecycleStateDetails");
    });

    it("turns DISCONNECTED on the next attempt after the trust is gone", async () => {
        const { lab } = await Lab.ready();
        await lab.iam.send(
            new UpdateAssumeRolePolicyCommand({
                RoleName: lab.roleName,
                PolicyDocument: JSON.stringify({
                    Version: "2012-10-17",
                    Statement: {
                        Effect: "Deny",
                        Principal: { Federated: lab.providerArn },
                        Action: "sts:AssumeRoleWithWebIdentity",
                    },
                }),
            }),
        );
        await lab.exadata.connect(lab.connector);
        expect(lab.cluster.roles[0]?.status).to.equal("DISCONNECTED");

        await lab.iam.send(new DeleteRoleCommand({ RoleName: lab.roleName }));
        await lab.exadata.connect(lab.connector);
        expect(lab.cluster.roles[0]?.statusReason).to.contain(`has no IAM role ${lab.roleArn}`);

        await lab.iam.send(new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: lab.providerArn }));
        await lab.exadata.connect(lab.connector);
        expect(lab.cluster.roles[0]?.statusReason).to.contain("No OpenIDConnect provider");
    });

    it("gives its role to a connector that was made beforehand", async () => {
        const lab = await Lab.open();
        await lab.createProvider();
        await lab.createRole();
        await lab.associate();
        const { id } = lab.connector.value;
        lab.cluster.roles = [];
        await lab.associate();
        expect([...lab.world.connectors.keys()]).to.deep.equal([id]);
        expect(lab.role.assumeRoleStatus).to.equal("CONNECTED");
    });

    it("records every sign-in of a node in the audit log", async () => {
        const { lab } = await Lab.ready();
        const calls = lab.world.audit.entries().filter((entry) => entry.operation === "AssumeRoleWithWebIdentity");
        expect(calls).to.have.length(2);
        for (const call of calls)
            expect(call).to.include({ caller: "database", service: "sts", status: 200, resource: lab.roleArn });
    });

    it("records refused sign-ins, but none that could not leave the network", async () => {
        const lab = await Lab.open();
        await lab.createProvider();
        await lab.createRole({ aud: "another" });
        await lab.associate();
        const refused = lab.world.audit.entries().map(({ status, code }) => ({ status, code }));
        expect(refused).to.deep.equal(Array(2).fill({ status: 403, code: "AccessDenied" }));
        lab.world.networks.get("odbnet_sales00001")!.stsAccess = "DISABLED";
        await lab.exadata.connect(lab.connector);
        expect(lab.world.audit.entries()).to.have.length(2);
    });

    it("goes again with its connector and the cluster's link", async () => {
        const { lab } = await Lab.ready();
        lab.exadata.disassociateRole(lab.cluster, lab.roleArn);
        expect(lab.cluster.roles[0]?.status).to.equal("DISASSOCIATING");
        expect(lab.connector.value.lifecycleState).to.equal("DELETING");
        await lab.until(() => lab.cluster.roles.length === 0);
        expect(lab.world.connectors.size).to.equal(0);
        expect(lab.cluster.twin?.value.multiCloudIdentityConnectorConfigs).to.deep.equal([]);
    });

    it("leaves nothing behind when it is called back while it is under way", async () => {
        const lab = await Lab.open();
        await lab.createProvider();
        await lab.createRole();
        lab.exadata.associateRole(lab.cluster, lab.roleArn);
        lab.exadata.disassociateRole(lab.cluster, lab.roleArn);
        await lab.until(() => lab.cluster.roles.length === 0);
        await new Promise((resolve) => setTimeout(resolve, 100));
        expect(lab.world.connectors.size).to.equal(0);
        expect(lab.cluster.twin?.value.multiCloudIdentityConnectorConfigs).to.deep.equal([]);
    });
});

describe("OCI twin of a VM cluster", () => {
    it("carries region, tenancy and compartment in its console address", async () => {
        const lab = await Lab.open();
        const url = new URL(lab.cluster.ociUrl ?? "");
        expect(url.pathname).to.equal(`/dbaas/cloudVmClusters/${lab.cluster.ocid}`);
        expect(Object.fromEntries(url.searchParams)).to.deep.equal({
            region: "us-ashburn-1",
            tenant: lab.world.settings.tenancyId,
            compartmentId: lab.world.settings.compartmentId,
        });
    });

    it("goes with homes, databases, connector and registered keys", async () => {
        const { lab } = await Lab.ready();
        lab.exadata.detachCluster(lab.cluster);
        const { dbHomes, databases, pluggableDatabases, connectors, awsKeys } = lab.world;
        for (const left of [dbHomes, databases, pluggableDatabases, connectors, awsKeys]) expect(left.size).to.equal(0);
        expect(lab.cluster).not.to.have.property("twin");
    });
});
