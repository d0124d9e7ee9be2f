import { table } from "./compare";
import { fleet } from "./fleet";
import { hosts } from "./hosts";
import { imports } from "./imports";

/** Every comparison, each against a baseline of the same run: figures of different machines do not compare, ratios do. */
async function main(): Promise<void> {
    const comparisons = [...(await hosts()), ...(await imports()), ...(await fleet())];
    console.log(["", ...table(comparisons)].join("\n"));
}

void main();
