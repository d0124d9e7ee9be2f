import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { localDirectory } from "../../sandbox/core/project";
import { installPlugins } from "../../sandbox/providers/install";
import { testFiles } from "./files";
import { runTests } from "./run";

const compiled = dirname(dirname(__dirname));
const mostJobs = 4;

async function main(words: readonly string[]): Promise<void> {
    const files = testFiles(join(compiled, "tests"), words);
    // Once for all: workers that install side by side would replace plugins that others have started.
    await installPlugins({ pulumiHome: join(localDirectory, "pulumi"), log: (line) => console.log(line) });
    const jobs = Math.min(mostJobs, Math.max(2, availableParallelism()));
    const { passed, failed } = await runTests({ files, jobs, minutes: 25 });
    if (passed + failed === 0) console.error(`No test was found among ${files.length} files.`);
    console.log(`${passed} passed, ${failed} failed`);
    process.exit(failed === 0 && passed > 0 ? 0 : 1);
}

/** Arguments are parts of paths: `engine/` runs the tests that deploy. */
void main(process.argv.slice(2));
