import type { KMS } from "@aws-sdk/client-kms";
import { object, type ResourceSpec, text } from "../../host/spec";
import type { Properties } from "../../host/values";
import type { AwsSession } from "../session";
import { named, region } from "./common";

async function read(kms: KMS, id: string, known: Properties, session: AwsSession): Promise<Properties | undefined> {
    try {
        const { CustomKeyStores: [store] = [] } = await kms.describeCustomKeyStores({ CustomKeyStoreId: id });
        return (
            store && {
                cloudHsmClusterId: store.CloudHsmClusterId,
                customKeyStoreName: store.CustomKeyStoreName,
                customKeyStoreType: store.CustomKeyStoreType,
                trustAnchorCertificate: store.TrustAnchorCertificate,
                region: session.regionOf(known),
            }
        );
    } catch (error) {
        if (named(error, "CustomKeyStoreNotFoundException")) return undefined;
        throw error;
    }
}

/** Stores of CloudHSM clusters; the sandbox has no external ones. */
export const customKeyStore: ResourceSpec<AwsSession> = {
    inputs: {
        cloudHsmClusterId: text({ replace: true }),
        customKeyStoreName: text({ required: true }),
        customKeyStoreType: text({ default: "AWS_CLOUDHSM", replace: true }),
        keyStorePassword: text(),
        region,
        trustAnchorCertificate: text({ replace: true }),
        xksProxyAuthenticationCredential: object({
            accessKeyId: text({ required: true }),
            rawSecretAccessKey: text({ required: true }),
        }),
        xksProxyConnectivity: text(),
        xksProxyUriEndpoint: text(),
        xksProxyUriPath: text(),
        xksProxyVpcEndpointServiceName: text(),
    },
    outputs: [],
    secrets: ["keyStorePassword"],
    async create(inputs, { session }) {
        const kms = await session.kms(session.regionOf(inputs));
        const { CustomKeyStoreId: id = "" } = await kms.createCustomKeyStore({
            CustomKeyStoreName: String(inputs.customKeyStoreName),
            CloudHsmClusterId: String(inputs.cloudHsmClusterId),
            KeyStorePassword: String(inputs.keyStorePassword),
            TrustAnchorCertificate: String(inputs.trustAnchorCertificate),
        });
        return { id, state: (await read(kms, id, inputs, session)) ?? {} };
    },
    read: async (id, known, { session }) => read(await session.kms(session.regionOf(known)), id, known, session),
    async update(id, { wanted, has }, { session }) {
        const kms = await session.kms(session.regionOf(wanted));
        await kms.updateCustomKeyStore({
            CustomKeyStoreId: id,
            ...(has("customKeyStoreName") && { NewCustomKeyStoreName: String(wanted.customKeyStoreName) }),
            ...(has("keyStorePassword") && { KeyStorePassword: String(wanted.keyStorePassword) }),
        });
        return (await read(kms, id, wanted, session)) ?? {};
    },
    async delete(id, state, { session }) {
        const kms = await session.kms(session.regionOf(state));
        await kms.deleteCustomKeyStore({ CustomKeyStoreId: id });
    },
};
