import { rmSync } from "node:fs";
import { join } from "node:path";
import { run } from "./commands.mjs";
import { local, root, shown } from "./project.mjs";

const venv = join(local, "venv");
const requirements = join(root, "tools", "python", "requirements.txt");
/** Compiling all of OCI's SDK takes a minute; importing what is used compiles just that. */
const used = "moto.server, moto.kms.models, moto.iam.models, moto.sts.models, boto3, oci.database, oci.dbmulticloud";
const interpreter = process.env.PYTHON ?? "python3";

async function checkVersion(log) {
    const answer = await run([interpreter, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"], { log });
    const [major, minor] = answer.trim().split(".").map(Number);
    if (major === 3 && minor >= 11) return;
    throw new Error(
        `${interpreter} is Python ${answer.trim()}; 3.11 or newer is needed: set PYTHON to such an interpreter.`,
    );
}

/** @type {import("./steps.mjs").Step} */
export const pythonPackages = {
    name: "python-packages",
    title: `installing moto and the Python SDKs into ${shown(venv)}`,
    outputs: [join(venv, "bin", "python")],
    inputs: () => ({ paths: [requirements], words: [interpreter, venv] }),
    async work({ log }) {
        await checkVersion(log);
        rmSync(venv, { recursive: true, force: true });
        await run([interpreter, "-m", "venv", venv], { log });
        const python = join(venv, "bin", "python");
        const install = ["install", "--no-input", "--disable-pip-version-check", "--no-compile"];
        await run([python, "-m", "pip", ...install, "--requirement", requirements], { log });
        await run([python, "-c", `import ${used}`], { log });
    },
};
