import { join } from "node:path";
import { localDirectory } from "../../../sandbox/core/project";

/** The interpreter with moto and boto3. */
export const python = process.env.SANDBOX_PYTHON ?? join(localDirectory, "venv/bin/python");
