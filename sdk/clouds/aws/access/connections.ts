import { Connections, type Sender, type Trust } from "../../core/connections";
import { environmentProxies, type Proxies } from "../../core/proxies";
import { configured, configuredFlag, environment, onConfigChange, settingFile } from "../../core/settings";
import { awsEndpoint, endpointKinds } from "../settings";

// People cannot act on the SDK's remark about their version of Node in the middle of a deployment.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

let connections: Connections | undefined;
onConfigChange(() => {
    connections = undefined;
});

/** How requests to AWS travel. */
export function awsConnections(): Connections {
    connections ??= new Connections(proxies(), trust());
    return connections;
}

/** If only a proxy for http is set, the native provider uses it for https too. */
function proxies(): Proxies {
    const { http, https, noProxy } = environmentProxies();
    const httpProxy = configured("aws:httpProxy");
    return {
        http: httpProxy ?? http,
        https: configured("aws:httpsProxy") ?? https ?? httpProxy,
        noProxy: configured("aws:noProxy") ?? noProxy,
    };
}

function trust(): Trust {
    const bundle = configured("aws:customCaBundle") ?? environment("AWS_CA_BUNDLE");
    return {
        ...(bundle === undefined ? {} : { ca: settingFile(bundle, "aws:customCaBundle (or AWS_CA_BUNDLE)") }),
        ...(configuredFlag("aws:insecure") ? { rejectUnauthorized: false } : {}),
    };
}

/** What every client of the AWS SDK is told. */
export interface PlaceOptions {
    readonly region: string;
    readonly endpoint?: string;
    readonly useFipsEndpoint?: boolean;
    readonly useDualstackEndpoint?: boolean;
    readonly requestHandler?: Sender;
}

/** Where a client calls, and by what way. @param service As `aws:endpoints` names it. */
export function placeOptions(service: string, region: string): PlaceOptions {
    const endpoint = awsEndpoint(service);
    const { sender } = awsConnections();
    return {
        region,
        // The SDK refuses a named endpoint together with one of these.
        ...(endpoint ? { endpoint, useFipsEndpoint: false, useDualstackEndpoint: false } : endpointKinds()),
        ...(sender ? { requestHandler: sender } : {}),
    };
}
