/** How long the real services take, in seconds: documented or commonly reported figures, rounded. */
export const durations = {
    identityDomain: 300,
    odbNetwork: 600,
    odbNetworkUpdate: 240,
    odbNetworkDelete: 240,
    exadataInfrastructure: 1200,
    exadataInfrastructureUpdate: 300,
    exadataInfrastructureDelete: 600,
    vmCluster: 7200,
    vmClusterUpdate: 600,
    vmClusterDelete: 1800,
    roleAssociation: 300,
    roleDisassociation: 180,
    connector: 90,
    connectorRefresh: 60,
    discovery: 20,
    awsKey: 30,
    resourceUpdate: 15,
    keyStore: 600,
    dbHome: 1200,
    database: 2400,
    databaseDelete: 900,
    keyLocation: 480,
    containerRotation: 180,
    pluggableRotation: 150,
    customKeyStore: 900,
} as const;

export type Duration = keyof typeof durations;

/** Runs what happens later. One instance a sandbox, so that stopping it leaves no timer behind. */
export class Jobs {
    private readonly timers = new Set<NodeJS.Timeout>();
    private stopped = false;

    constructor(private scale: number) {}

    setScale(scale: number): void {
        this.scale = scale;
    }

    milliseconds(duration: Duration): number {
        return Math.round(durations[duration] * 1000 * this.scale);
    }

    /** Runs `work` when the duration is over; what it throws is handed to `failed`. */
    after(duration: Duration, work: () => void | Promise<void>, failed: (error: Error) => void = rethrow): void {
        if (this.stopped) return;
        const timer = setTimeout(() => {
            this.timers.delete(timer);
            Promise.resolve()
                .then(work)
                .catch((error: unknown) => {
                    if (!this.stopped) failed(error instanceof Error ? error : new Error(String(error)));
                });
        }, this.milliseconds(duration));
        this.timers.add(timer);
    }

    stop(): void {
        this.stopped = true;
        for (const timer of this.timers) clearTimeout(timer);
        this.timers.clear();
    }
}

function rethrow(error: Error): void {
    throw error;
}
