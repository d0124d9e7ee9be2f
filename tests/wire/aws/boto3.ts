import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { projectRoot } from "../../../sandbox/core/project";
import { python } from "./python";

export interface BotoError {
    code: string;
    message: string;
    status: number;
    members: Record<string, unknown>;
}

type Members = Record<string, unknown>;

interface Outcome {
    answer?: Members;
    error?: BotoError;
}

/** A Python process with boto3, for as many calls as wanted. */
export class BotoProcess {
    private readonly child: ChildProcessWithoutNullStreams;
    private readonly waiting: { resolve(outcome: Outcome): void; reject(error: Error): void }[] = [];

    constructor(region: string) {
        const script = join(projectRoot, "tests/wire/aws/boto3_driver.py");
        this.child = spawn(python, [script, region], {
            env: { ...process.env, AWS_EC2_METADATA_DISABLED: "true", AWS_CONFIG_FILE: "/dev/null" },
        });
        this.child.stderr.pipe(process.stderr);
        createInterface({ input: this.child.stdout }).on("line", (line) => {
            this.waiting.shift()?.resolve(JSON.parse(line));
        });
        this.child.once("exit", () => {
            for (const { reject } of this.waiting) reject(new Error("the boto3 process has ended"));
        });
    }

    send(endpoint: string, service: string, operation: string, parameters: Members): Promise<Outcome> {
        return new Promise((resolve, reject) => {
            this.waiting.push({ resolve, reject });
            this.child.stdin.write(JSON.stringify({ endpoint, service, operation, parameters }) + "\n");
        });
    }

    stop(): void {
        this.child.stdin.end();
    }
}

/** boto3 at one endpoint. */
export class Boto3 {
    constructor(
        private readonly process: BotoProcess,
        private readonly endpoint: string,
    ) {}

    /** The answer of a call that must succeed. Operations are named as in boto3: `get_odb_network`. */
    async call(service: string, operation: string, parameters: Members = {}): Promise<Members> {
        const outcome = await this.send(service, operation, parameters);
        if (outcome.error) throw new Error(`${operation}: ${outcome.error.code}: ${outcome.error.message}`);
        return outcome.answer!;
    }

    /** The error of a call that must fail. */
    async refusal(service: string, operation: string, parameters: Members = {}): Promise<BotoError> {
        const outcome = await this.send(service, operation, parameters);
        if (!outcome.error) throw new Error(`${operation} succeeded: ${JSON.stringify(outcome.answer)}`);
        return outcome.error;
    }

    private send(service: string, operation: string, parameters: Members): Promise<Outcome> {
        return this.process.send(this.endpoint, service, operation, parameters);
    }
}
