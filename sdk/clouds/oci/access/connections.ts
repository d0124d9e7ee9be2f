import { Connections, type Trust } from "../../core/connections";
import { environmentProxies } from "../../core/proxies";
import { onConfigChange, settingFile } from "../../core/settings";
import { ociSwitch } from "./native-settings";

let connections: Connections | undefined;
onConfigChange(() => {
    connections = undefined;
});

/** How requests to OCI travel. */
export function ociConnections(): Connections {
    connections ??= new Connections(environmentProxies(), trust());
    return connections;
}

function trust(): Trust {
    const bundle = ociSwitch("custom_cert_location");
    const takesAny = ociSwitch("accept_local_certs")?.toLowerCase() === "true";
    return {
        ...(bundle === undefined ? {} : { ca: settingFile(bundle, "custom_cert_location") }),
        ...(takesAny ? { rejectUnauthorized: false } : {}),
    };
}
