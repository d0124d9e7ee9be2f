import Mocha from "mocha";

const quietFor = 30_000;

/**
 * Mocha's spec reporter with a sign of life: workers report a file when all of it is done, which for a deployment
 * can take minutes.
 */
export class ProgressReporter extends Mocha.reporters.Spec {
    constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
        super(runner, options);
        const begin = Date.now();
        let last = begin;
        const heartbeat = setInterval(() => {
            if (Date.now() - last < quietFor) return;
            last = Date.now();
            const seconds = Math.round((last - begin) / 1000);
            console.log(`  … ${seconds} s: ${this.stats.passes} passed, ${this.stats.failures} failed so far`);
        }, 1_000);
        runner.on("test end", () => {
            last = Date.now();
        });
        runner.once("end", () => clearInterval(heartbeat));
    }
}
