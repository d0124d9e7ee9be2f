import { list, type ResourceSpec, set, text } from "../../host/spec";
import type { Plain, Properties } from "../../host/values";
import type { AwsSession } from "../session";
import { allTags, planTags, readTags, tagChanges, tagList, tags, tagsFromList } from "../tags";
import { unlessMissing } from "./common";

const withoutScheme = (url: Plain) => String(url).replace(/^https:\/\//, "");
const texts = (value: Plain | undefined): string[] => (Array.isArray(value) ? value.map(String) : []);

async function read(arn: string, known: Properties, session: AwsSession): Promise<Properties | undefined> {
    const iam = await session.iam();
    const found = await unlessMissing(iam.getOpenIDConnectProvider({ OpenIDConnectProviderArn: arn }));
    if (!found) return undefined;
    return {
        arn,
        clientIdLists: found.ClientIDList ?? [],
        thumbprintLists: found.ThumbprintList ?? [],
        // IAM answers without the scheme, and so does the plugin.
        url: found.Url,
        ...readTags(tagsFromList(found.Tags), known, session),
    };
}

export const openIdConnectProvider: ResourceSpec<AwsSession> = {
    inputs: {
        clientIdLists: set({ required: true }),
        tags,
        thumbprintLists: list({ computed: true }),
        url: text({
            required: true,
            replace: true,
            same: (stored, wanted) => withoutScheme(stored) === withoutScheme(wanted),
            check: (value, name) =>
                /^https:\/\/[^/?#]+/.test(String(value))
                    ? undefined
                    : `expected "${name}" to have a host, and a scheme of: "https", got ${String(value)}`,
        }),
    },
    outputs: ["arn", "tagsAll"],
    plan: planTags,
    async create(inputs, { session }) {
        const iam = await session.iam();
        const thumbprints = texts(inputs.thumbprintLists);
        const { OpenIDConnectProviderArn: arn = "" } = await iam.createOpenIDConnectProvider({
            Url: String(inputs.url),
            ClientIDList: texts(inputs.clientIdLists),
            Tags: tagList(allTags(inputs, session)),
            ...(thumbprints.length > 0 && { ThumbprintList: thumbprints }),
        });
        return { id: arn, state: (await read(arn, inputs, session)) ?? {} };
    },
    read: (id, known, { session }) => read(id, known, session),
    async update(arn, { old, wanted, has }, { session }) {
        const iam = await session.iam();
        const provider = { OpenIDConnectProviderArn: arn };
        const thumbprints = texts(wanted.thumbprintLists);
        // IAM refuses an empty list; the plugin then leaves the thumbprints as they are.
        if (has("thumbprintLists") && thumbprints.length > 0) {
            await iam.updateOpenIDConnectProviderThumbprint({ ...provider, ThumbprintList: thumbprints });
        }
        const [before, after] = [texts(old.clientIdLists), texts(wanted.clientIdLists)];
        for (const ClientID of after.filter((id) => !before.includes(id))) {
            await iam.addClientIDToOpenIDConnectProvider({ ...provider, ClientID });
        }
        for (const ClientID of before.filter((id) => !after.includes(id))) {
            await iam.removeClientIDFromOpenIDConnectProvider({ ...provider, ClientID });
        }
        const { put, remove } = tagChanges(old, wanted);
        if (remove.length > 0) await iam.untagOpenIDConnectProvider({ ...provider, TagKeys: remove });
        if (Object.keys(put).length > 0) await iam.tagOpenIDConnectProvider({ ...provider, Tags: tagList(put) });
        return (await read(arn, wanted, session)) ?? {};
    },
    async delete(arn, _state, { session }) {
        const iam = await session.iam();
        await unlessMissing(iam.deleteOpenIDConnectProvider({ OpenIDConnectProviderArn: arn }));
    },
};
