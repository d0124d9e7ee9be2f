import type * as common from "oci-common";
import type SessionKeySupplier from "oci-common/lib/auth/models/session-key-supplier";
import { environment } from "../../core/settings";
import { loadCommon } from "../modules";
import { ociConnections } from "./connections";

const timeout = 10_000;

/** The part of the SDK's client of the federation service that sends its requests. */
interface FederationClient {
    httpClient: Pick<common.HttpClient, "send"> & { readonly signer: common.RequestSigner };
}

/**
 * Signs in as the instance that this runs on. The SDK would call the federation service without the proxy of the settings. The
 * metadata of the instance is on the machine itself and needs no proxy.
 */
export async function instancePrincipal(): Promise<common.AuthenticationDetailsProvider> {
    const { InstancePrincipalsAuthenticationDetailsProviderBuilder } = loadCommon();
    class Builder extends InstancePrincipalsAuthenticationDetailsProviderBuilder {
        protected override createFederationClient(keys: SessionKeySupplier) {
            const client = super.createFederationClient(keys);
            sendByConnections(client as unknown as FederationClient);
            return client;
        }
    }
    const builder = new Builder();
    const metadata = environment("OCI_METADATA_BASE_URL");
    if (metadata !== undefined) builder.metadataBaseUrl = metadata;
    return builder.build();
}

function sendByConnections(client: FederationClient): void {
    const { signer } = client.httpClient;
    client.httpClient = {
        signer,
        async send(request) {
            await signer.signHttpRequest(request);
            const { uri, method, headers, body } = request;
            const sent = { method, headers: Object.fromEntries(headers), body: String(body), timeout };
            return ociConnections().send(uri, sent);
        },
    };
}
