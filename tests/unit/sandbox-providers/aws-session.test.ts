import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { openSession } from "../../../sandbox/providers/aws/session";
import { withEnvironment } from "../sdk/failure";

describe("the stand-in for the aws plugin", () => {
    it("takes keys of the environment before AWS_PROFILE, and behind the profile of the configuration", async () => {
        const folder = mkdtempSync(join(tmpdir(), "aws-session-"));
        const file = join(folder, "credentials");
        writeFileSync(file, "[one]\naws_access_key_id = AKIAone\naws_secret_access_key = s\n");
        const keys = { AWS_ACCESS_KEY_ID: "AKIAenvironment", AWS_SECRET_ACCESS_KEY: "s" };
        const environment = { ...keys, AWS_PROFILE: "one", AWS_SHARED_CREDENTIALS_FILE: file };
        const keyOf = async (config: object) => {
            const session = await openSession({ region: "us-east-1", skipCredentialsValidation: "true", ...config });
            return (await (await session.sts()).config.credentials()).accessKeyId;
        };
        try {
            await withEnvironment(environment, async () => {
                expect(await keyOf({})).to.equal("AKIAenvironment");
                expect(await keyOf({ profile: "one" })).to.equal("AKIAone");
            });
        } finally {
            rmSync(folder, { recursive: true });
        }
    });
});
