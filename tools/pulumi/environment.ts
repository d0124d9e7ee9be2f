import { delimiter } from "node:path";
import { pathToFileURL } from "node:url";
import { toolsDirectory } from "../../sandbox/core/project";

/** What a run of the Pulumi CLI against a sandbox is told by its environment. */
export interface PulumiRun {
    /** Environment that points at the sandbox. */
    clouds: Readonly<Record<string, string>>;
    /** Folder of plugins and credentials, instead of `~/.pulumi`. */
    pulumiHome: string;
    /** Folder that state is kept in. */
    state: string;
    /** Home directory, so that nothing of the person's own is read or written. */
    home: string;
    passphrase: string;
}

/** Variables of the person at the keyboard that would lead a run to their accounts, state or settings. */
const foreign = /^(PULUMI|AWS|OCI|TF_VAR)_|^CLIENT_HOST_OVERRIDES$|^NODE_OPTIONS$/;

/** The environment of a run: the person's own without what is foreign, and all that keeps the run to the sandbox. */
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
        // The compiler has checked the program before; doing it again costs ten seconds a run.
        PULUMI_NODEJS_TRANSPILE_ONLY: "true",
        PULUMI_SKIP_UPDATE_CHECK: "true",
    };
}
