import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { localDirectory } from "../../sandbox/core/project";
import { installPlugins } from "../../sandbox/providers/install";
import { testFiles } from "./files";
import { runTests } from "./run";

const folder = join(dirname(dirname(__dirname)), "tests");
const mostJobs = 4;

async function main(words: readonly string[]): Promise<void> {
    const files = testFiles(folder, words);
    // Install once for all files: files that install side by side would replace plugins that others have started.
    await installPlugins({ pulumiHome: join(localDirectory, "pulumi"), log: (line) => console.log(line) });
    const jobs = Math.min(mostJobs, Math.max(2, availableParallelism()));
    const { passed, failures } = await runTests({ folder, files, jobs, fileMinutes: 10, minutes: 27 });
    console.log(files.length === 0 ? "No test file was found." : `\n${files.length} files have been run.`);
    for (const failure of failures) console.log(`FAILED ${failure}`);
    console.log(`${passed} passed, ${failures.length} failed`);
    process.exit(failures.length === 0 && passed > 0 ? 0 : 1);
}

/** Arguments are parts of paths: `engine/` runs the tests that deploy. */
void main(process.argv.slice(2));
