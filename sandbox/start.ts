import { existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { startAws } from "./aws";
import { startMoto } from "./aws/moto";
import { startControl } from "./control";
import { createOciUser } from "./control/oci-user";
import { settingsFor } from "./control/settings";
import { localDirectory } from "./core/project";
import { defaultSettings, type SandboxSettings } from "./core/settings";
import { World } from "./core/world";
import { createExadata, type ObservableExadata } from "./exadata";
import { seedBrownfield, seedTenancy } from "./exadata/seed";
import { startOci } from "./oci";

export interface SandboxOptions {
    /** Keys, logs and empty AWS files of this sandbox. */
    directory: string;
    /** Interpreter with `moto[server]`. @default SANDBOX_PYTHON, else the project's own virtual environment */
    python?: string;
    settings?: Partial<SandboxSettings>;
    /** What both clouds hold at the start. @default "brownfield" */
    seed?: "brownfield" | "empty";
}

export interface Sandbox {
    readonly world: World;
    readonly exadata: ObservableExadata;
    readonly awsEndpoint: string;
    readonly ociEndpoint: string;
    /** Where the home region of the tenancy answers; the same unless it is set apart. */
    readonly ociHomeEndpoint: string;
    readonly controlEndpoint: string;
    /** Points SDKs and providers at the sandbox. */
    readonly environment: Readonly<Record<string, string>>;
    /** The environment of somebody who is signed in to the other AWS account. */
    readonly otherEnvironment: Readonly<Record<string, string>>;
    /** The same as `environment` for a stack, as `pulumi config set` takes it. */
    readonly pulumiConfig: Readonly<Record<string, string>>;
    /** Ends servers, timers and the child process. */
    stop(): Promise<void>;
}

/** Starts both clouds on loopback, as one world. What was started ends again when a later part fails to start. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
    const python = findPython(options.python);
    const directory = resolve(options.directory);
    mkdirSync(directory, { recursive: true });
    const settings = { ...defaultSettings, ...options.settings };
    const world = new World(settings);
    const endings: (() => void | Promise<void>)[] = [];
    const stop = async () => {
        // First of all: what is still to happen must not find half of the world gone.
        world.jobs.stop();
        for (const end of endings.splice(0).reverse()) await end();
    };
    const started = <T extends { stop(): Promise<void> }>(part: T): T => {
        endings.push(() => part.stop());
        return part;
    };
    try {
        const moto = started(await startMoto({ python, accountId: settings.accountId, directory }));
        const exadata = createExadata(world, { motoEndpoint: moto.endpoint });
        endings.push(() => exadata.close());
        seedTenancy(world);
        if (options.seed !== "empty") await seedBrownfield(world, exadata);

        const user = createOciUser(settings, directory);
        const aws = started(await startAws(world, exadata, { motoEndpoint: moto.endpoint }));
        const oci = started(await startOci(world, exadata, { keys: new Map([[user.keyId, user.publicKeyPem]]) }));
        // The control endpoint tells its own address, so it is asked for the settings only once it has one.
        const control = { world, exadata, settings: { environment: {}, pulumiConfig: {} } };
        const controlled = started(await startControl(control));
        control.settings = settingsFor(settings, directory, user, {
            aws: aws.endpoint,
            oci: oci.endpoint,
            ociHome: oci.homeEndpoint,
            control: controlled.endpoint,
        });
        return {
            world,
            exadata,
            awsEndpoint: aws.endpoint,
            ociEndpoint: oci.endpoint,
            ociHomeEndpoint: oci.homeEndpoint,
            controlEndpoint: controlled.endpoint,
            ...control.settings,
            otherEnvironment: {
                ...control.settings.environment,
                AWS_ACCESS_KEY_ID: settings.otherAccount.accessKeyId,
                AWS_SECRET_ACCESS_KEY: settings.otherAccount.secretAccessKey,
            },
            stop,
        };
    } catch (error) {
        await stop();
        throw error;
    }
}

function findPython(given: string | undefined): string {
    const python = given ?? process.env.SANDBOX_PYTHON ?? join(localDirectory, "venv", "bin", "python");
    if (!existsSync(python)) throw new Error(`No Python interpreter at ${python}; run \`make setup\` first.`);
    return python;
}
