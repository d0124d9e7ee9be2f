import {
    CloudTrailClient,
    type CloudTrailClientConfig,
    type Event,
    LookupEventsCommand,
    paginateLookupEvents,
} from "@aws-sdk/client-cloudtrail";
import { CreateKeyCommand, DecryptCommand, EncryptCommand, KMSClient, type KMSClientConfig } from "@aws-sdk/client-kms";
import { expect } from "chai";
import { type Harness, startHarness } from "./harness";

const retired = "ORACLE.TDE.HSM.MK.06AE5EFB528D9D4F21BFEDA63C6C8738D9";

interface Recorded {
    userIdentity: { arn: string; sessionContext?: { sessionIssuer: { arn: string } } };
    requestParameters: { encryptionContext?: { MKID?: string } };
    errorCode?: string;
}

describe("CloudTrail's Event history through the AWS endpoint", () => {
    let harness: Harness;
    let trail: CloudTrailClient;
    let keyArn: string;
    let settings: CloudTrailClientConfig;

    before(async () => {
        harness = await startHarness();
        const credentials = { accessKeyId: "AKIASANDBOXSDK", secretAccessKey: "secret" };
        settings = { endpoint: harness.endpoint, maxAttempts: 1, credentials, region: "us-east-1" };
        trail = new CloudTrailClient(settings);
        const kms = new KMSClient(settings as KMSClientConfig);
        keyArn = (await kms.send(new CreateKeyCommand({}))).KeyMetadata!.Arn!;
        const context = { EncryptionContext: { MKID: retired } };
        const text = { KeyId: keyArn, Plaintext: Buffer.from("data key"), ...context };
        const { CiphertextBlob } = await kms.send(new EncryptCommand(text));
        for (let time = 0; time < 3; time++) await kms.send(new DecryptCommand({ CiphertextBlob, ...context }));
        harness.world.audit.record({
            caller: "database",
            service: "kms",
            operation: "Decrypt",
            mutating: false,
            principal: "arn:aws:iam::111122223333:role/exadata/sales",
            status: 400,
            code: "AccessDeniedException",
            resource: keyArn,
            masterKeyId: retired,
            region: "us-east-1",
            sessionArn: "arn:aws:sts::111122223333:assumed-role/sales/node1",
        });
    });
    after(() => harness.stop());

    const lookUp = (AttributeKey: "ResourceName" | "EventName" | "Username", AttributeValue: string) =>
        trail.send(new LookupEventsCommand({ LookupAttributes: [{ AttributeKey, AttributeValue }] }));
    const nameOf = (call: Promise<unknown>) =>
        call.then(
            () => "success",
            (error: Error) => error.name,
        );
    const recorded = ({ CloudTrailEvent = "{}" }: Event) => JSON.parse(CloudTrailEvent) as Recorded;

    it("lists what a key was used for, newest first, with the MKID of each call", async () => {
        const { Events = [] } = await lookUp("ResourceName", keyArn);
        expect(Events.map(({ EventName }) => EventName)).to.deep.equal([
            ...["Decrypt", "Decrypt", "Decrypt", "Decrypt"],
            ...["Encrypt", "CreateKey"],
        ]);
        expect(recorded(Events[4]!).requestParameters.encryptionContext).to.deep.equal({ MKID: retired });
        expect(Events[4]!.Resources).to.deep.equal([{ ResourceType: "AWS::KMS::Key", ResourceName: keyArn }]);
        expect(Math.abs(Events[4]!.EventTime!.getTime() - Date.now())).to.be.lessThan(60_000);
    });

    it("tells the role of a database, and a refusal", async () => {
        const { Events = [] } = await lookUp("Username", "node1");
        expect(Events).to.have.lengthOf(1);
        const event = recorded(Events[0]!);
        expect(event.errorCode).to.equal("AccessDenied");
        expect(event.userIdentity.arn).to.equal("arn:aws:sts::111122223333:assumed-role/sales/node1");
        const issuer = event.userIdentity.sessionContext?.sessionIssuer.arn;
        expect(issuer).to.equal("arn:aws:iam::111122223333:role/exadata/sales");
    });

    it("gives page after page, each event once", async () => {
        const ids: (string | undefined)[] = [];
        const request = { LookupAttributes: [{ AttributeKey: "ResourceName" as const, AttributeValue: keyArn }] };
        for await (const page of paginateLookupEvents({ client: trail, pageSize: 2 }, request)) {
            expect(page.Events).to.have.lengthOf(2);
            ids.push(...page.Events!.map(({ EventId }) => EventId));
        }
        expect(new Set(ids).size).to.equal(6);
    });

    it("keeps to the time window and to the Region of the call", async () => {
        const hour = 3_600_000;
        const between = (from: number, to: number) =>
            trail.send(new LookupEventsCommand({ StartTime: new Date(from), EndTime: new Date(to) }));
        expect((await between(Date.now() - 2 * hour, Date.now() - hour)).Events).to.deep.equal([]);
        expect((await between(Date.now() - hour, Date.now() + hour)).Events).not.to.deep.equal([]);
        expect(await nameOf(between(Date.now(), Date.now() - hour))).to.equal("InvalidTimeRangeException");
        expect((await harness.boto.call("cloudtrail", "lookup_events")).Events).not.to.deep.equal([]);
        const elsewhere = new CloudTrailClient({ ...settings, region: "us-west-2" });
        expect((await elsewhere.send(new LookupEventsCommand({}))).Events).to.deep.equal([]);
    });

    it("refuses what CloudTrail refuses", async () => {
        const send = (input: object) => nameOf(trail.send(new LookupEventsCommand(input)));
        expect(await send({ MaxResults: 51 })).to.equal("InvalidMaxResultsException");
        expect(await send({ NextToken: "none" })).to.equal("InvalidNextTokenException");
        const two = ["EventName", "EventSource"].map((AttributeKey) => ({ AttributeKey, AttributeValue: "x" }));
        expect(await send({ LookupAttributes: two })).to.equal("InvalidLookupAttributesException");
        const refusal = await harness.boto.refusal("cloudtrail", "list_trails");
        expect(refusal.code).to.equal("UnsupportedOperationException");
    });
});
