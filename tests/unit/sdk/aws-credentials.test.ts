import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { awsCredentials } from "../../../sdk/clouds/aws/access/credentials";
import { useConfig } from "../../../sdk/clouds/core/settings";
import { failure, withEnvironment } from "./failure";
import { type FakeSts, startSts } from "./sts";

const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;

describe("AWS credentials", function () {
    this.timeout(20_000);
    let folder: string;
    let sts: FakeSts;
    let base: Record<string, unknown>;

    before(async () => {
        sts = await startSts();
        folder = mkdtempSync(join(tmpdir(), "aws-credentials-"));
        const keys = (name: string) => `aws_access_key_id = AKIA${name}\naws_secret_access_key = s\n`;
        const taken = `[taken]\nrole_arn = ${role("profile")}\nsource_profile = one\n`;
        writeFileSync(join(folder, "credentials"), `[default]\n${keys("default")}[one]\n${keys("one")}${taken}`);
        writeFileSync(join(folder, "other"), `[one]\n${keys("other")}`);
        writeFileSync(join(folder, "config"), "");
        writeFileSync(join(folder, "token"), "token of now");
        base = { "aws:region": "us-east-1", "aws:endpoints": [{ sts: sts.url }] };
    });
    after(() => {
        sts.close();
        rmSync(folder, { recursive: true });
        useConfig({ get: () => undefined });
    });

    type Strings = Record<string, string>;
    const environmentKeys = { AWS_ACCESS_KEY_ID: "AKIAenvironment", AWS_SECRET_ACCESS_KEY: "s" };
    const environmentIdentity = () => ({
        AWS_WEB_IDENTITY_TOKEN_FILE: join(folder, "token"),
        AWS_ROLE_ARN: role("environment-identity"),
    });
    const stackIdentity = () => ({
        "aws:assumeRoleWithWebIdentity": { roleArn: role("identity"), webIdentityTokenFile: join(folder, "token") },
    });
    const unset = Object.fromEntries(
        [
            ...["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_ACCESS_KEY", "AWS_SECRET_KEY"],
            ...["AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN", "AWS_REGION"],
            ...["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_STS", "AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_CA_BUNDLE"],
            ...["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_SKIP_METADATA_API_CHECK"],
        ].map((name) => [name, undefined]),
    );
    const within = <T>(environment: Strings, config: Record<string, unknown>, work: () => Promise<T>) => {
        const files = {
            AWS_SHARED_CREDENTIALS_FILE: join(folder, "credentials"),
            AWS_CONFIG_FILE: join(folder, "config"),
            AWS_EC2_METADATA_DISABLED: "true",
        };
        return withEnvironment({ ...unset, ...files, ...environment }, () => {
            const all: Record<string, unknown> = { ...base, ...config };
            sts.asked.length = 0;
            useConfig({ get: (key) => all[key] });
            return work();
        });
    };
    const keyId = async () => (await awsCredentials()).accessKeyId;

    /** Each row has all that the rows below it have, so that one thing more decides. */
    const orders: [
        what: string,
        expected: string,
        config: () => Record<string, unknown>,
        environment: () => Strings,
    ][] = [
        ["the default profile", "AKIAdefault", () => ({}), () => ({})],
        ["AWS_PROFILE", "AKIAone", () => ({}), () => ({ AWS_PROFILE: "one" })],
        [
            "web identity of the environment",
            "ASIAenvironment-identity",
            () => ({}),
            () => ({ AWS_PROFILE: "one", ...environmentIdentity() }),
        ],
        [
            "keys of the environment",
            "AKIAenvironment",
            () => ({}),
            () => ({ AWS_PROFILE: "one", ...environmentIdentity(), ...environmentKeys }),
        ],
        [
            "aws:profile",
            "AKIAdefault",
            () => ({ "aws:profile": "default" }),
            () => ({ AWS_PROFILE: "one", ...environmentIdentity(), ...environmentKeys }),
        ],
        [
            "aws:assumeRoleWithWebIdentity",
            "ASIAidentity",
            () => ({ "aws:profile": "one", ...stackIdentity() }),
            () => environmentKeys,
        ],
        [
            "keys of the stack",
            "AKIAstack",
            () => ({ "aws:profile": "one", ...stackIdentity(), "aws:accessKey": "AKIAstack", "aws:secretKey": "s" }),
            () => environmentKeys,
        ],
    ];
    for (const [what, expected, config, environment] of orders) {
        it(`come from ${what} before what stands behind it`, () =>
            within(environment(), config(), async () => expect(await keyId()).to.equal(expected)));
    }

    it("present the token as its file is now, with all that the stack says of the role", async () => {
        const [entry] = Object.values(stackIdentity());
        const more = { sessionName: "deploy", duration: "15m", policy: "{}", policyArns: ["arn:p"] };
        await within({}, { "aws:assumeRoleWithWebIdentity": { ...entry, ...more } }, async () => {
            await keyId();
            expect(sts.asked.map(({ input }) => input)).to.deep.equal([
                {
                    Action: "AssumeRoleWithWebIdentity",
                    Version: "2011-06-15",
                    RoleArn: role("identity"),
                    RoleSessionName: "deploy",
                    WebIdentityToken: "token of now",
                    DurationSeconds: "900",
                    Policy: "{}",
                    "PolicyArns.member.1.arn": "arn:p",
                },
            ]);
        });
    });

    it("take the roles one after the other, each with the keys of the one before, in the Region of STS", async () => {
        const first = { roleArn: role("first"), externalId: "x", tags: { team: "dba" }, transitiveTagKeys: ["team"] };
        const second = { roleArn: role("second"), sourceIdentity: "ann", duration: "1h", sessionName: "s2" };
        const config = { "aws:assumeRoles": [first, second], "aws:stsRegion": "eu-west-1" };
        await within(environmentKeys, config, async () => {
            expect(await Promise.all([keyId(), keyId()])).to.deep.equal(["ASIAsecond", "ASIAsecond"]);
            await keyId();
            const { RoleSessionName, ...input } = sts.asked[0]!.input;
            expect(RoleSessionName).to.match(/^pulumi-\d+$/);
            expect(input).to.deep.equal({
                Action: "AssumeRole",
                Version: "2011-06-15",
                RoleArn: role("first"),
                ExternalId: "x",
                "Tags.member.1.Key": "team",
                "Tags.member.1.Value": "dba",
                "TransitiveTagKeys.member.1": "team",
            });
            expect(sts.asked[1]!.input).to.include({
                SourceIdentity: "ann",
                DurationSeconds: "3600",
                RoleSessionName: "s2",
            });
            expect(sts.asked.map(({ accessKeyId, region }) => [accessKeyId, region])).to.deep.equal([
                ["AKIAenvironment", "eu-west-1"],
                ["ASIAfirst", "eu-west-1"],
            ]);
        });
    });

    it("are fetched anew before they end", async () => {
        sts.lasting = 200;
        try {
            await within(environmentKeys, { "aws:assumeRoles": [{ roleArn: role("short") }] }, async () => {
                await keyId();
                await keyId();
                expect(sts.asked).to.have.length(2);
            });
        } finally {
            sts.lasting = 3600;
        }
    });

    it("take the role of a profile at the endpoint of the stack", () =>
        within({}, { "aws:profile": "taken" }, async () => {
            expect(await keyId()).to.equal("ASIAprofile");
            expect(sts.asked.map(({ accessKeyId }) => accessKeyId)).to.deep.equal(["AKIAone"]);
        }));

    it("come from the files that the stack names", () =>
        within(
            {},
            { "aws:profile": "one", "aws:sharedCredentialsFiles": JSON.stringify([join(folder, "other")]) },
            async () => expect(await keyId()).to.equal("AKIAother"),
        ));

    it("come from nowhere else when a profile is named and has none", async () => {
        const config = { "aws:profile": "gone", "aws:skipMetadataApiCheck": "false" };
        await within(environmentKeys, config, async () =>
            expect(await failure(awsCredentials())).to.equal(
                "no AWS credentials were obtained from the profile that aws:profile names: sign in to it with the AWS tools, or correct the name",
            ),
        );
    });

    it("are refused when they are of an account that the stack does not let in", async () => {
        const refused = "AWS account 111122223333 is not allowed by";
        const tries: [config: Record<string, unknown>, expected: string | undefined][] = [
            [{ "aws:allowedAccountIds": ["444455556666"] }, `${refused} aws:allowedAccountIds: use credentials of`],
            [
                { "aws:forbiddenAccountIds": '["111122223333"]' },
                `${refused} aws:forbiddenAccountIds: use credentials of`,
            ],
            [{ "aws:allowedAccountIds": ["111122223333"], "aws:forbiddenAccountIds": ["444455556666"] }, undefined],
        ];
        for (const [config, expected] of tries) {
            await within(environmentKeys, config, async () => {
                if (expected === undefined) expect(await keyId()).to.equal("AKIAenvironment");
                else expect(await failure(awsCredentials())).to.contain(expected);
            });
        }
    });

    const refusals: [config: Record<string, unknown>, expected: string][] = [
        [
            { "aws:ec2MetadataServiceEndpoint": "http://x" },
            "aws:ec2MetadataServiceEndpoint is not supported by this package: set AWS_EC2_",
        ],
        [{ "aws:sharedConfigFiles": ["a", "b"] }, "aws:sharedConfigFiles names more than one file"],
        [{ "aws:sharedCredentialsFiles": "a" }, "aws:sharedCredentialsFiles is not JSON"],
        [
            { "aws:endpoints": [{ sso: "http://sso.test" }] },
            "aws:endpoints.sso is not supported by this package: leave it out",
        ],
        [{ "aws:assumeRoleWithWebIdentity": { roleArn: "r" } }, "aws:assumeRoleWithWebIdentity has no token: set its"],
        [
            { "aws:assumeRoleWithWebIdentity": { roleArn: "r", webIdentityTokenFile: "/nowhere/secret" } },
            "the file that aws:assumeRoleWithWebIdentity.webIdentityTokenFile names cannot be read",
        ],
    ];
    for (const [config, expected] of refusals) {
        it(`end in an error: ${expected}`, () =>
            within({}, config, async () => {
                const message = await failure(awsCredentials());
                expect(message).to.contain(expected);
                expect(message).not.to.contain("secret");
            }));
    }
});
