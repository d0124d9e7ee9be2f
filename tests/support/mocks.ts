import * as pulumi from "@pulumi/pulumi";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";

/** A resource as a component registered it. */
export interface Registered {
    readonly type: string;
    readonly name: string;
    readonly inputs: Record<string, unknown>;
    /** Inputs whose changes the resource ignores. */
    readonly ignored: readonly string[];
}

/** Outputs of resources and answers of look-ups, by type token; what a test does not say is made up. */
export interface Answers {
    readonly resources?: Readonly<Record<string, (inputs: Record<string, unknown>) => Record<string, unknown>>>;
    readonly calls?: Readonly<Record<string, Record<string, unknown>>>;
}

/** Mocks are not told of options. */
const ignored = new Map<string, readonly string[]>();
const { registerResource } = MockMonitor.prototype;
MockMonitor.prototype.registerResource = function (req, callback) {
    ignored.set(`${req.getType()} ${req.getName()}`, req.getIgnorechangesList());
    return registerResource.call(this, req, callback);
};

/** Puts mocks in the engine's place and gives the list that registrations are written to. For unit tests of wiring only. */
export function record(answers: Answers = {}): Registered[] {
    const registered: Registered[] = [];
    ignored.clear();
    pulumi.runtime.setMocks(
        {
            newResource: ({ type, name, inputs }) => {
                registered.push({ type, name, inputs, ignored: ignored.get(`${type} ${name}`) ?? [] });
                const outputs = answers.resources?.[type]?.(inputs) ?? {};
                return { id: `${name}-id`, state: { arn: `arn:${type}:${name}`, ...inputs, ...outputs } };
            },
            call: ({ token, inputs }) => answers.calls?.[token] ?? inputs,
        },
        "project",
        "stack",
        false,
    );
    return registered;
}

/** The value of an output, or the error that it ended with. */
export function known<T>(output: pulumi.Output<T>): Promise<T> {
    return (output as unknown as { promise(): Promise<T> }).promise();
}

/** Lets the registrations that outputs lead to happen. */
export async function settle(): Promise<void> {
    for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
}
