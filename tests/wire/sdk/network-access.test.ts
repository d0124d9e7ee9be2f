import { expect } from "chai";
import type { AccessStatus, OdbNetwork } from "../../../sandbox/core/records";
import type { Properties } from "../../../sdk/host/provider";
import { provider as networkAccess } from "../../../sdk/resources/odb-network-access/operations";
import { type Lab, openLab } from "./lab";

const odbNetworkId = "odbnet_sales00001";

describe("access of an existing ODB network", function () {
    this.timeout(60_000);
    let lab: Lab;
    let state: Properties;
    const network = () => lab.sandbox.world.networks.get(odbNetworkId)!;

    before(async () => {
        lab = await openLab();
    });
    after(() => lab.close());

    it("is left alone where it is on", async () => {
        const { id, outs } = await networkAccess.create({ odbNetworkId });
        expect(id).to.equal(odbNetworkId);
        expect(outs).to.include({ stsAccess: "ENABLED", kmsAccess: "ENABLED", status: "AVAILABLE" });
        expect(lab.calls("UpdateOdbNetwork")).to.equal(0);
    });

    it("is switched on where it is off, by one call, with the documents that are wanted", async () => {
        network().kmsAccess = "DISABLED";
        const kmsPolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [] });
        const { outs } = await networkAccess.create({ odbNetworkId, kmsPolicyDocument });
        state = outs;
        expect(outs).to.include({ stsAccess: "ENABLED", kmsAccess: "ENABLED" });
        expect(network().kmsPolicyDocument).to.equal(kmsPolicyDocument);
        expect(lab.calls("UpdateOdbNetwork")).to.equal(1);
    });

    it("is waited for while somebody else changes the network", async () => {
        network().stsAccess = "DISABLED";
        const error = { status: 400, code: "ConflictException", message: "The network is being changed" };
        lab.sandbox.world.faults.set({ operation: "UpdateOdbNetwork", error });
        const { outs } = await networkAccess.update(odbNetworkId, state, state);
        expect(outs.stsAccess).to.equal("ENABLED");
    });

    it("is not asked for again while it is being switched on, and awaited although the network is AVAILABLE", async () => {
        network().kmsAccess = "ENABLING";
        setTimeout(() => {
            network().kmsAccess = "ENABLED";
        }, 300);
        lab.forget();
        const { outs } = await networkAccess.update(odbNetworkId, state, state);
        expect(outs).to.include({ status: "AVAILABLE", kmsAccess: "ENABLED" });
        expect(lab.calls("UpdateOdbNetwork")).to.equal(0);
    });

    it("is asked for once what is being switched off has gone off", async () => {
        network().kmsAccess = "DISABLING";
        setTimeout(() => {
            network().kmsAccess = "DISABLED";
        }, 300);
        lab.forget();
        const { outs } = await networkAccess.update(odbNetworkId, state, state);
        expect(outs.kmsAccess).to.equal("ENABLED");
        expect(lab.calls("UpdateOdbNetwork")).to.equal(1);
    });

    it("that the service shows only a little after it was asked for is awaited", async () => {
        network().stsAccess = "DISABLED";
        const settle = showLate(network(), "stsAccess", 3);
        lab.forget();
        const { outs } = await networkAccess.update(odbNetworkId, state, state);
        settle();
        expect(outs).to.include({ status: "AVAILABLE", stsAccess: "ENABLED" });
        expect(lab.calls("UpdateOdbNetwork")).to.equal(1);
    });

    it("that was switched off is drift, and so is a document that says something else", async () => {
        network().stsAccess = "DISABLED";
        network().kmsPolicyDocument = JSON.stringify({ Statement: [], Version: "2012-10-17" });
        const read = await networkAccess.read(odbNetworkId, state);
        expect(read.props).to.include({ stsAccess: "DISABLED", kmsPolicyDocument: state.kmsPolicyDocument });
        expect((await networkAccess.diff(odbNetworkId, read.props!, read.inputs!)).changes).to.equal(true);
        network().stsAccess = "ENABLED";
        network().kmsPolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Deny" }] });
        const other = await networkAccess.read(odbNetworkId, state);
        expect((await networkAccess.diff(odbNetworkId, other.props!, state)).changes).to.equal(true);
    });

    it("stays when the resource is deleted", async () => {
        lab.forget();
        await networkAccess.delete(odbNetworkId, state);
        expect(lab.calls("UpdateOdbNetwork")).to.equal(0);
    });

    it("that the service fails to switch on is an error with its reason", async () => {
        network().kmsAccess = "DISABLED";
        lab.sandbox.world.faults.set({ operation: "UpdateOdbNetwork", failWorkRequest: "No endpoint left" });
        expect(await failure(networkAccess.create({ odbNetworkId }))).to.equal(
            `ODB network ${odbNetworkId} is FAILED: No endpoint left; repair it, then run again`,
        );
    });
});

/** Once the access is on, it is shown as off this many times. @returns what ends that. */
function showLate(network: OdbNetwork, access: "stsAccess", times: number): () => void {
    let real = network[access];
    let left = times;
    const get = () => (real === "ENABLED" && left-- > 0 ? "DISABLED" : real);
    const set = (value: AccessStatus) => {
        real = value;
    };
    Object.defineProperty(network, access, { get, set, configurable: true, enumerable: true });
    return () => Object.defineProperty(network, access, { value: real, writable: true });
}

async function failure(work: Promise<unknown>): Promise<string> {
    return work.then(
        () => "",
        (error: Error) => error.message,
    );
}
