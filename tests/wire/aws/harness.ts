import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startAws } from "../../../sandbox/aws";
import { startMoto } from "../../../sandbox/aws/moto";
import type { Exadata } from "../../../sandbox/core/exadata";
import { defaultSettings } from "../../../sandbox/core/settings";
import { World } from "../../../sandbox/core/world";
import { Boto3 } from "./boto3";
import { FakeExadata } from "./fake-exadata";
import { python } from "./python";

export interface Harness {
    world: World;
    exadata: FakeExadata;
    boto: Boto3;
    endpoint: string;
    stop(): Promise<void>;
}

/** The AWS half of the sandbox with boto3 beside it. */
export async function startHarness(): Promise<Harness> {
    const world = new World(defaultSettings);
    const exadata = new FakeExadata(world);
    const directory = mkdtempSync(join(tmpdir(), "sandbox-aws-"));
    const moto = await startMoto({ python, accountId: world.settings.accountId, directory });
    const aws = await startAws(world, exadata as unknown as Exadata, { motoEndpoint: moto.endpoint });
    const boto = new Boto3(aws.endpoint, world.settings.awsRegion);
    return {
        world,
        exadata,
        boto,
        endpoint: aws.endpoint,
        async stop() {
            boto.stop();
            world.jobs.stop();
            await aws.stop();
            await moto.stop();
            rmSync(directory, { recursive: true });
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
