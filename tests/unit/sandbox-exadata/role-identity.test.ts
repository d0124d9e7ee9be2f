import { DeleteRoleCommand, GetRoleCommand } from "@aws-sdk/client-iam";
import { expect } from "chai";
import { Lab } from "./lab";

describe("A role that is deleted and made again", () => {
    let lab: Lab;
    let keyArn: string;

    before(async () => {
        const ready = await Lab.ready();
        ({ lab, keyArn } = ready);
        await lab.exadata.moveToAws(lab.database, ready.key);
    });

    it("leaves the association DISCONNECTED at the next attempt of the connector", async () => {
        await lab.iam.send(new DeleteRoleCommand({ RoleName: lab.roleName }));
        await lab.exadata.connect(lab.connector);
        expect(lab.role.assumeRoleStatus).to.equal("DISCONNECTED");
        expect(lab.cluster.roles[0]?.status).to.equal("DISCONNECTED");
        expect(lab.cluster.roles[0]?.statusReason).to.contain(`has no IAM role ${lab.roleArn}`);
    });

    it("connects again, and is not let in by a key policy that meant its predecessor", async () => {
        await lab.createRole();
        await lab.exadata.connect(lab.connector);
        expect(lab.cluster.roles[0]?.status).to.equal("CONNECTED");
        const seen = await lab.look();
        expect(seen.readable).to.equal(false);
        expect(seen.reason).to.contain("AccessDeniedException").and.to.contain(keyArn);
    });

    it("is let in by its unique id or by its ARN anew", async () => {
        const { Role } = await lab.iam.send(new GetRoleCommand({ RoleName: lab.roleName }));
        await lab.putKeyPolicy(keyArn, lab.keyPolicy().replaceAll(lab.roleArn, Role!.RoleId!));
        expect((await lab.look()).readable).to.equal(true);
        await lab.putKeyPolicy(keyArn, lab.keyPolicy());
        expect((await lab.look()).readable).to.equal(true);
    });
});
