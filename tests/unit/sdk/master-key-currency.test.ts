import { expect } from "chai";
import type { KeyEvent } from "../../../sdk/clouds/aws/cloudtrail";
import { type Container, type Evidence, judge } from "../../../sdk/usage/master-key-currency";

const sales = "arn:aws:iam::111122223333:role/sales";
const crm = "arn:aws:iam::111122223333:role/crm";
const minute = 60_000;

const use = (masterKeyId: string, minutes: number, more: Partial<KeyEvent> = {}): KeyEvent => ({
    masterKeyId,
    roleArn: sales,
    operation: "Encrypt",
    time: minutes * minute,
    denied: false,
    ...more,
});
const container = (name: string, ...accepted: number[]): Container => ({
    name,
    vmClusterOcid: "ocid1.cloudvmcluster.oc1.iad.sales",
    roleArns: [sales],
    keyChanges: accepted.map((at) => ({ accepted: at * minute, finished: (at + 3) * minute })),
});
const evidence = (events: KeyEvent[], containers: Container[], more: Partial<Evidence> = {}): Evidence => ({
    events,
    since: 0,
    askedAt: 100 * minute,
    containers,
    clusterRoles: new Set([sales]),
    listedAsCurrent: [],
    ...more,
});

describe("which master key versions count as current", () => {
    const rotated = [use("A", 10), use("B", 11), use("C", 21), use("D", 31)];

    it("a version is retired once every container of its cluster has made a later one", () => {
        const facts = evidence(rotated, [container("DB1", 9, 20), container("DB1/PDB", 9, 30)]);
        expect(judge("A", facts)).to.deep.equal({
            current: false,
            reason: "a later version has replaced it in DB1, DB1/PDB",
        });
        expect(judge("D", facts).current).to.equal(true);
    });

    it("a container that was not rotated since keeps every version that it might use, and is named", () => {
        const facts = evidence(rotated, [container("DB1", 9, 20), container("DB1/PDB", 9)]);
        expect(judge("A", facts)).to.deep.equal({ current: true, reason: "no later rotation of DB1/PDB is known" });
    });

    it("the rotation that made a version does not retire it, however the clocks of the clouds differ", () => {
        const made = [use("A", 20, { time: 20 * minute - 1500 })];
        expect(judge("A", evidence(made, [container("DB1", 20)])).current).to.equal(true);
    });

    it("a rotation during which no new version appears proves nothing", () => {
        expect(judge("A", evidence([use("A", 10)], [container("DB1", 20)])).current).to.equal(true);
        const seenBefore = [use("A", 10), use("B", 9), use("B", 21)];
        expect(judge("A", evidence(seenBefore, [container("DB1", 20)])).current).to.equal(true);
        const refused = [use("A", 10), use("B", 21, { denied: true })];
        expect(judge("A", evidence(refused, [container("DB1", 20)])).current).to.equal(true);
        const foreign = [use("A", 10), use("B", 21, { roleArn: crm })];
        const roles = { clusterRoles: new Set([sales, crm]) };
        expect(judge("A", evidence(foreign, [container("DB1", 20)], roles)).current).to.equal(true);
    });

    it("a version that a role outside of the account's clusters uses is current", () => {
        const facts = evidence([...rotated, use("A", 12, { roleArn: crm })], [container("DB1", 20)]);
        expect(judge("A", facts)).to.include({ current: true }).and.to.have.property("reason").that.contains(crm);
    });

    it("a version of a cluster without databases under the key is retired", () => {
        const facts = evidence([use("A", 10, { roleArn: crm })], [container("DB1")], {
            clusterRoles: new Set([sales, crm]),
        });
        expect(judge("A", facts).current).to.equal(false);
    });

    describe("that CloudTrail does not show", () => {
        const first = container("DB1", 20);
        const second = container("DB1/PDB", 30);

        it("are older than all that it shows, once every key change shows its version", () => {
            expect(judge("Z", evidence(rotated, [first, second]))).to.deep.equal({
                current: false,
                reason: "a later version has replaced it in DB1, DB1/PDB",
            });
            expect(judge("Z", evidence(rotated, [first, container("DB1/PDB")])).current).to.equal(true);
        });

        it("may be the newest while the calls of a rotation are missing, whatever earlier ones show", () => {
            const twice = container("DB1", 20, 50);
            expect(judge("Z", evidence(rotated, [twice, second])))
                .to.include({ current: true })
                .and.to.have.property("reason")
                .that.matches(/the last rotation of DB1 may have made it/);
            expect(judge("Z", evidence([...rotated, use("E", 51)], [twice, second])).current).to.equal(false);
        });

        it("may be the newest for half an hour after a rotation, since another's version may be all that shows", () => {
            const soon = { askedAt: 62 * minute };
            expect(judge("Z", evidence(rotated, [first, second], soon)).current).to.equal(true);
            expect(judge("Z", evidence(rotated, [first, second], { askedAt: 64 * minute })).current).to.equal(false);
        });

        it("were replaced by a change that shows, though one from before the whole time does not", () => {
            const old = { since: 5 * minute };
            expect(judge("Z", evidence(rotated, [container("DB1", 1, 20)], old)).current).to.equal(false);
        });

        it("are current when no container is known", () => {
            expect(judge("Z", evidence(rotated, [])).current).to.equal(true);
        });
    });

    it("what the databases list as current settles it, when no container is missing", () => {
        const two = [container("DB1", 9), container("DB1/PDB", 9)];
        const listed = (...listedAsCurrent: string[]) => evidence(rotated, two, { listedAsCurrent });
        expect(judge("A", listed("C", "D")).current).to.equal(false);
        expect(judge("C", listed("C", "D")).current).to.equal(true);
        expect(judge("A", listed("D")).current).to.equal(true);
    });
});
