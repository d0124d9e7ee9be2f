import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { odbCall, odbList } from "../../../sdk/clouds/aws/odb";
import { isNotFound } from "../../../sdk/clouds/core/errors";
import { useConfig } from "../../../sdk/clouds/core/settings";
import { inTurns } from "../../../sdk/clouds/core/turns";
import { FakeClock } from "./clock";
import { failure } from "./failure";

describe("answers of ODB", () => {
    const page = "<html>Sign in to the network</html>";
    let server: Server;
    let answers: { status: number; body: string }[];
    let asked: number;
    let clock: FakeClock;

    beforeEach(async () => {
        asked = 0;
        clock = new FakeClock();
        server = createServer((_request, response) => {
            asked += 1;
            const { status, body } = answers.length > 1 ? answers.shift()! : answers[0]!;
            response.writeHead(status, { "x-amzn-requestid": "REQ1" });
            response.end(body);
        });
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        const config: Record<string, unknown> = {
            "aws:region": "us-east-1",
            "aws:accessKey": "AKIAEXAMPLE",
            "aws:secretKey": "secret",
            "aws:endpoints": [{ odb: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }],
        };
        useConfig({ get: (key) => config[key] });
    });
    afterEach(() => {
        useConfig({ get: () => undefined });
        server.closeAllConnections();
        server.close();
    });
    const call = (operation: string) => odbCall(operation, {}, "us-east-1", clock);

    it("that are none are asked for again by reads, and end in one sentence without their text", async () => {
        answers = [
            { status: 200, body: page },
            { status: 200, body: '{"odbNetw' },
            { status: 200, body: '{"a":1}' },
        ];
        expect(await call("GetOdbNetwork")).to.deep.equal({ a: 1 });
        expect(asked).to.equal(3);
        answers = [{ status: 200, body: page }];
        expect(await failure(call("GetOdbNetwork"))).to.equal(
            "ODB answered GetOdbNetwork with 200: the answer is not what the service answers (request id REQ1)",
        );
        answers = [{ status: 502, body: page }];
        expect(await failure(call("GetOdbNetwork"))).to.equal(
            "ODB answered GetOdbNetwork with 502: Bad Gateway (request id REQ1)",
        );
    });

    it("to changes may be empty, and are not asked for twice", async () => {
        answers = [{ status: 200, body: "" }];
        expect(await call("InitializeService")).to.deep.equal({});
        expect(asked).to.equal(1);
    });

    it("that lack the list are no empty list", async () => {
        answers = [{ status: 200, body: "{}" }];
        expect(await failure(odbList("ListCloudVmClusters", "cloudVmClusters"))).to.equal(
            "ODB answered ListCloudVmClusters with 200: the answer has no cloudVmClusters",
        );
    });

    it("of 404 that a proxy gives say nothing about what is there", async () => {
        answers = [{ status: 404, body: page }];
        expect(isNotFound(await call("GetOdbNetwork").catch((error: unknown) => error))).to.equal(false);
    });
});

describe("things in turns", () => {
    it("keep their order, and no more than so many are under way", async () => {
        let underWay = 0;
        let most = 0;
        const doubled = await inTurns(3, [...Array(10).keys()], async (number) => {
            most = Math.max(most, ++underWay);
            await new Promise((resolve) => setTimeout(resolve, 10 - number));
            underWay -= 1;
            return number * 2;
        });
        expect(doubled).to.deep.equal([0, 2, 4, 6, 8, 10, 12, 14, 16, 18]);
        expect(most).to.equal(3);
    });
});
