import { delimiter } from "node:path";
import { pathToFileURL } from "node:url";
import { toolsDirectory } from "../../sandbox/core/project";

/** The settings of a Pulumi CLI run against a sandbox. */
export interface PulumiRun {
    /** Environment that points at the sandbox. */
    clouds: Readonly<Record<string, string>>;
    /** Folder of plugins and credentials, instead of `~/.pulumi`. */
    pulumiHome: string;
    /** Folder of the state. */
    state: string;
    /** Home directory. Keeps the run from reading or writing the developer's own files. */
    home: string;
    passphrase: string;
}

/** The developer's variables that would make a run use their own accounts, state or settings. */
const foreign = /^(PULUMI|AWS|OCI|TF_VAR)_|^CLIENT_HOST_OVERRIDES$|^NODE_OPTIONS$/;

/** The environment of a run: the developer's own without those variables, plus the settings that keep the run in the sandbox. */
export function pulumiEnvironment({
    clouds,
    pulumiHome,
    state,
    home,
    passphrase,
}: PulumiRun): Record<string, string | undefined> {
    const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
    return {
        ...own,
        ...clouds,
        HOME: home,
        PATH: [toolsDirectory, process.env.PATH].join(delimiter),
        PULUMI_BACKEND_URL: pathToFileURL(state).href,
        PULUMI_CONFIG_PASSPHRASE: passphrase,
        PULUMI_HOME: pulumiHome,
        // The compiler has already checked the program. Checking it again would cost ten seconds a run.
        PULUMI_NODEJS_TRANSPILE_ONLY: "true",
        PULUMI_SKIP_UPDATE_CHECK: "true",
    };
}
