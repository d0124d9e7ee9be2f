import { createHash, randomUUID } from "node:crypto";
import type { Answer, Call } from "../call";
import { AwsError } from "../errors";
import type { MotoClient } from "../moto-client";

/** Checks the URL as IAM does, and adds the thumbprint that IAM takes from the issuer's certificate when none is given. */
export function prepareOidcProvider(given: URLSearchParams): URLSearchParams {
    const url = given.get("Url") ?? "";
    if (!/^https:\/\/[^/:?#]+(\/[^?#]*)?$/.test(url)) {
        throw new AwsError("ValidationError", "Invalid Open ID Connect Provider URL");
    }
    if (given.has("ThumbprintList.member.1")) return given;
    const prepared = new URLSearchParams(given);
    prepared.set("ThumbprintList.member.1", createHash("sha1").update(new URL(url).host).digest("hex"));
    return prepared;
}

/**
 * moto cannot change the client ids of a provider. Making it anew with the other ids leaves the same provider, but for
 * its date of creation.
 */
export async function changeClientIds(
    moto: MotoClient,
    call: Call,
    parameters: URLSearchParams,
    change: (ids: string[], id: string) => string[],
): Promise<Answer> {
    const arn = parameters.get("OpenIDConnectProviderArn") ?? "";
    const id = parameters.get("ClientID") ?? "";
    const found = await moto.query("iam", "GetOpenIDConnectProvider", { OpenIDConnectProviderArn: arn });
    if (found.status !== 200) {
        throw new AwsError("NoSuchEntity", `OpenIDConnect Provider not found for arn ${arn}`, 404);
    }
    const ids = change(listOf(found.text, "ClientIDList"), id);
    const thumbprints = listOf(found.text, "ThumbprintList");
    const tags = [...found.text.matchAll(/<Key>(.*?)<\/Key>\s*<Value>(.*?)<\/Value>/gs)];
    await moto.query("iam", "DeleteOpenIDConnectProvider", { OpenIDConnectProviderArn: arn });
    await moto.query("iam", "CreateOpenIDConnectProvider", {
        Url: `https://${arn.slice(arn.indexOf("/") + 1)}`,
        ...members("ClientIDList.member", ids),
        ...members("ThumbprintList.member", thumbprints),
        ...Object.fromEntries(
            tags.flatMap(([, key = "", value = ""], index) => [
                [`Tags.member.${index + 1}.Key`, plain(key)],
                [`Tags.member.${index + 1}.Value`, plain(value)],
            ]),
        ),
    });
    return emptyAnswer(call.operation);
}

function emptyAnswer(operation: string): Answer {
    const requestId = randomUUID();
    const metadata = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
    const text = `<${operation}Response xmlns="https://iam.amazonaws.com/doc/2010-05-08/">${metadata}</${operation}Response>`;
    return {
        status: 200,
        headers: { "content-type": "text/xml", "x-amzn-requestid": requestId },
        body: Buffer.from(text),
    };
}

function listOf(xml: string, name: string): string[] {
    const list = new RegExp(`<${name}>(.*?)</${name}>`, "s").exec(xml)?.[1] ?? "";
    return [...list.matchAll(/<member>(.*?)<\/member>/gs)].map(([, text = ""]) => plain(text));
}

function members(prefix: string, values: readonly string[]): Record<string, string> {
    return Object.fromEntries(values.map((value, index) => [`${prefix}.${index + 1}`, value]));
}

function plain(text: string): string {
    const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };
    return text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => entities[name] ?? "");
}
