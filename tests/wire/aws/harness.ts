import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startAws } from "../../../sandbox/aws";
import { type Moto, startMoto } from "../../../sandbox/aws/moto";
import type { Exadata } from "../../../sandbox/core/exadata";
import { defaultSettings } from "../../../sandbox/core/settings";
import { World } from "../../../sandbox/core/world";
import { Boto3, BotoProcess } from "./boto3";
import { FakeExadata } from "./fake-exadata";
import { python } from "./python";

export interface Harness {
    world: World;
    exadata: FakeExadata;
    boto: Boto3;
    endpoint: string;
    stop(): Promise<void>;
}

/** What takes longest to start is started once for all files: IAM and KMS of the tests share one account. */
interface Processes {
    boto: BotoProcess;
    moto: Moto;
}

let processes: Promise<Processes> | undefined;
const directory = mkdtempSync(join(tmpdir(), "sandbox-aws-"));

async function startProcesses(): Promise<Processes> {
    const { accountId, awsRegion } = defaultSettings;
    return { boto: new BotoProcess(awsRegion), moto: await startMoto({ python, accountId, directory }) };
}

after("stop boto3 and moto", async () => {
    const started = await processes;
    started?.boto.stop();
    await started?.moto.stop();
    rmSync(directory, { recursive: true });
});

/** The AWS half of the sandbox with a world of its own, and boto3 beside it. */
export async function startHarness(): Promise<Harness> {
    processes ??= startProcesses();
    const { boto, moto } = await processes;
    const world = new World(defaultSettings);
    const exadata = new FakeExadata(world);
    const aws = await startAws(world, exadata as unknown as Exadata, { motoEndpoint: moto.endpoint });
    return {
        world,
        exadata,
        boto: new Boto3(boto, aws.endpoint),
        endpoint: aws.endpoint,
        async stop() {
            world.jobs.stop();
            await aws.stop();
        },
    };
}

/** Waits for what a condition gives, at most five seconds. */
export async function eventually<T>(condition: () => Promise<T | undefined> | T | undefined): Promise<T> {
    const end = Date.now() + 5000;
    for (;;) {
        const value = await condition();
        if (value !== undefined) return value;
        if (Date.now() > end) throw new Error("it did not happen within five seconds");
        await new Promise((resolve) => setTimeout(resolve, 10));
    }
}
