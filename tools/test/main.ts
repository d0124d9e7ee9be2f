import { dirname, join } from "node:path";
import { testFiles } from "./files";
import { runTests } from "./run";

const compiled = dirname(dirname(__dirname));

async function main(words: readonly string[]): Promise<void> {
    const files = testFiles(join(compiled, "tests"), words);
    const { passed, failed } = await runTests({ files, jobs: 2, minutes: 25 });
    if (passed + failed === 0) console.error(`No test was found among ${files.length} files.`);
    console.log(`${passed} passed, ${failed} failed`);
    process.exit(failed === 0 && passed > 0 ? 0 : 1);
}

void main(process.argv.slice(2));
