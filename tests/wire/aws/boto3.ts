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

/** boto3 in one Python process, for as many calls as wanted. */
export class Boto3 {
    private readonly child: ChildProcessWithoutNullStreams;
    private readonly waiting: ((line: string) => void)[] = [];

    constructor(endpoint: string, region: string) {
        const script = join(projectRoot, "tests/wire/aws/boto3_driver.py");
        this.child = spawn(python, [script, endpoint, region], {
            env: { ...process.env, AWS_EC2_METADATA_DISABLED: "true", AWS_CONFIG_FILE: "/dev/null" },
        });
        this.child.stderr.pipe(process.stderr);
        createInterface({ input: this.child.stdout }).on("line", (line) => this.waiting.shift()?.(line));
    }

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

    stop(): void {
        this.child.stdin.end();
    }

    private send(
        service: string,
        operation: string,
        parameters: Members,
    ): Promise<{ answer?: Members; error?: BotoError }> {
        return new Promise((resolve, reject) => {
            this.child.once("exit", () => reject(new Error("the boto3 process has ended")));
            this.waiting.push((line) => {
                this.child.removeAllListeners("exit");
                resolve(JSON.parse(line));
            });
            this.child.stdin.write(JSON.stringify({ service, operation, parameters }) + "\n");
        });
    }
}
