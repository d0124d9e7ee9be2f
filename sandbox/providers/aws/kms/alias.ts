import { randomBytes } from "node:crypto";
import type { KMS } from "@aws-sdk/client-kms";
import { type ResourceSpec, text } from "../../host/spec";
import type { Plain, Properties } from "../../host/values";
import type { AwsSession } from "../session";
import { named, region } from "./common";

const keyIdOf = (value: Plain) => String(value).replace(/^arn:.*:key\//, "");

function checkName(value: Plain, name: string): string | undefined {
    if (!/^alias\/[a-zA-Z0-9/_-]+$/.test(String(value))) {
        return `"${name}" must begin with 'alias/' and be comprised of only [a-zA-Z0-9/_-]`;
    }
    return String(value).startsWith("alias/aws/")
        ? `"${name}" cannot begin with reserved AWS CMK prefix 'alias/aws/'`
        : undefined;
}

export async function findAlias(kms: KMS, name: string) {
    let marker: string | undefined;
    do {
        const page = await kms.listAliases({ ...(marker && { Marker: marker }) });
        const found = page.Aliases?.find(({ AliasName }) => AliasName === name);
        if (found) return found;
        marker = page.Truncated ? page.NextMarker : undefined;
    } while (marker);
    return undefined;
}

async function read(id: string, known: Properties, session: AwsSession): Promise<Properties | undefined> {
    const found = await findAlias(await session.kms(session.regionOf(known)), id);
    if (!found) return undefined;
    const arn = found.AliasArn ?? "";
    return {
        arn,
        name: id,
        namePrefix: known.namePrefix ?? "",
        region: session.regionOf(known),
        targetKeyArn: arn.replace(/:alias\/.*$/, `:key/${found.TargetKeyId ?? ""}`),
        targetKeyId: found.TargetKeyId,
    };
}

export const alias: ResourceSpec<AwsSession> = {
    inputs: {
        name: text({ replace: true, autoName: { prefix: "alias/", maxLength: 255 }, check: checkName }),
        namePrefix: text({ computed: true, replace: true, check: checkName }),
        region,
        // An id and the ARN of the same key are no difference; state has the id.
        targetKeyId: text({ required: true, same: (stored, wanted) => keyIdOf(stored) === keyIdOf(wanted) }),
    },
    outputs: ["arn", "targetKeyArn"],
    volatile: ["targetKeyArn"],
    async create(inputs, { session }) {
        const name = inputs.name
            ? String(inputs.name)
            : `${String(inputs.namePrefix)}${randomBytes(13).toString("hex")}`;
        const kms = await session.kms(session.regionOf(inputs));
        await kms.createAlias({ AliasName: name, TargetKeyId: String(inputs.targetKeyId) });
        return { id: name, state: (await read(name, inputs, session)) ?? {} };
    },
    read: (id, known, { session }) => read(id, known, session),
    async update(id, { wanted }, { session }) {
        const kms = await session.kms(session.regionOf(wanted));
        await kms.updateAlias({ AliasName: id, TargetKeyId: String(wanted.targetKeyId) });
        return (await read(id, wanted, session)) ?? {};
    },
    async delete(id, state, { session }) {
        const kms = await session.kms(session.regionOf(state));
        await kms.deleteAlias({ AliasName: id }).catch((error: unknown) => {
            if (!named(error, "NotFoundException")) throw error;
        });
    },
};
