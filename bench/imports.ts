import { execa } from "execa";
import { projectRoot } from "../sandbox/core/project";
import { type Comparison, inTurn } from "./compare";

const everything = ["@pulumi/aws", "@pulumi/oci", "oci-database", "oci-dbmulticloud", "oci-identity"];

/** What a program pays for importing the package, against importing the whole of what it is built on. */
export async function imports(): Promise<Comparison[]> {
    const required = everything.map((name) => `require(${JSON.stringify(name)});`).join("");
    // A look at one member of each area loads what lies behind the lazy getters, as a program does that uses them.
    const touched =
        "require('@pulumi/aws').kms.Key; require('@pulumi/aws').odb.Network; require('@pulumi/oci').oci; require('@pulumi/oci').identity;";
    const ours = "require('pulumi-exadata-aws-kms');";
    const time = await inTurn(
        5,
        () => measure(required + touched, "ms"),
        () => measure(ours, "ms"),
    );
    const memory = await inTurn(
        5,
        () => measure(required + touched, "MiB"),
        () => measure(ours, "MiB"),
    );
    return [
        { what: "program: importing the package, against the SDKs it uses as a whole", unit: "ms", ...time },
        { what: "program: memory after that", unit: "MiB", ...memory },
    ];
}

async function measure(script: string, unit: "ms" | "MiB"): Promise<number> {
    const figure = unit === "ms" ? "performance.now() - begin" : "process.memoryUsage().rss / 1048576";
    const { stdout } = await execa(
        "node",
        ["-e", `const begin = performance.now(); ${script} console.log(${figure})`],
        { cwd: projectRoot },
    );
    return Number(stdout);
}
