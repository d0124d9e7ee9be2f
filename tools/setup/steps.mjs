import { rmSync } from "node:fs";
import { join } from "node:path";
import { fingerprint } from "./stamps.mjs";

/**
 * @typedef {object} Step
 * @property {string} name        names the stamp and the log
 * @property {string} title       what people read
 * @property {string[]} [after]   steps that have to be done first
 * @property {string[]} outputs   what must exist for the step to count as done
 * @property {() => { paths?: string[], words?: string[] }} inputs what the outputs are made from
 * @property {(tools: { log: string, say: (text: string) => void }) => Promise<string | void>} work gives a remark for people
 */

const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

/**
 * Does the steps whose inputs have changed, those that do not wait for each other side by side, and says what goes on.
 * All running steps are waited for before a failure is reported; every failure is reported.
 * @param {Step[]} steps
 */
export async function perform(steps, { stamps, logs, heartbeat = 15_000, print = (line) => console.log(line) }) {
    const begin = Date.now();
    const say = (name, text) => print(`[${seconds(begin).padStart(7)}] ${name}: ${text}`);
    const running = new Map();
    const timer = setInterval(() => {
        for (const [name, since] of running) say(name, `still working, ${seconds(since)} so far`);
    }, heartbeat);

    const results = new Map();
    const one = async (step) => {
        const before = await Promise.all((step.after ?? []).map((name) => results.get(name)));
        if (before.includes("failed")) return "failed";
        const print = fingerprint(step.inputs());
        if (stamps.holds(step.name, print, step.outputs)) return "kept";
        stamps.remove(step.name);
        const since = Date.now();
        running.set(step.name, since);
        say(step.name, step.title);
        const log = join(logs, `${step.name}.log`);
        rmSync(log, { force: true });
        try {
            const remark = await step.work({ log, say: (text) => say(step.name, text) });
            stamps.write(step.name, print);
            say(step.name, `done in ${seconds(since)}${remark ? ` (${remark})` : ""}`);
            return "done";
        } catch (error) {
            say(step.name, `FAILED after ${seconds(since)}\n${error.message}\nAll that it printed: ${log}`);
            return "failed";
        } finally {
            running.delete(step.name);
        }
    };
    for (const step of steps) results.set(step.name, one(step));
    const ends = await Promise.all(results.values());
    clearInterval(timer);
    return ends.includes("failed") ? "failed" : ends.includes("done") ? "done" : "kept";
}
