import { randomUUID } from "node:crypto";
import type { Answer, Call, Protocol, Service } from "./call";
import type { AwsError } from "./errors";

const namespaces: Partial<Record<Service, string>> = {
    iam: "https://iam.amazonaws.com/doc/2010-05-08/",
    sts: "https://sts.amazonaws.com/doc/2011-06-15/",
    cloudformation: "http://cloudformation.amazonaws.com/doc/2010-05-15/",
};

/** The `__type` of ODB carries the namespace of its model, KMS gives the bare name. */
const typePrefixes: Partial<Record<Service, string>> = { odb: "com.amazonaws.odb#" };

/** A successful answer of a JSON service. */
export function jsonAnswer(protocol: Protocol, members: Readonly<Record<string, unknown>>, status = 200): Answer {
    return {
        status,
        headers: { "content-type": `application/x-amz-${protocol}`, "x-amzn-requestid": randomUUID() },
        body: Buffer.from(JSON.stringify(members)),
    };
}

/** An error in the shape that the caller's protocol prescribes. */
export function errorAnswer(call: Pick<Call, "service" | "protocol">, error: AwsError): Answer {
    const answer = call.protocol.startsWith("json") ? jsonError(call, error) : xmlError(call, error);
    return { ...answer, code: error.code };
}

function jsonError(call: Pick<Call, "service" | "protocol">, error: AwsError): Answer {
    const type = `${typePrefixes[call.service] ?? ""}${error.code}`;
    return jsonAnswer(call.protocol, { __type: type, message: error.message, ...error.members }, error.status);
}

function xmlError(call: Pick<Call, "service" | "protocol">, error: AwsError): Answer {
    const requestId = randomUUID();
    const code = `<Code>${escapeXml(error.code)}</Code><Message>${escapeXml(error.message)}</Message>`;
    const type = `<Type>${error.status >= 500 ? "Receiver" : "Sender"}</Type>`;
    const text =
        call.protocol === "ec2"
            ? `<Response><Errors><Error>${code}</Error></Errors><RequestID>${requestId}</RequestID></Response>`
            : `<ErrorResponse xmlns="${namespaces[call.service] ?? ""}"><Error>${type}${code}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
    return {
        status: error.status,
        headers: { "content-type": "text/xml", "x-amzn-requestid": requestId },
        body: Buffer.from(text),
    };
}

function escapeXml(text: string): string {
    const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
    return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}

/** The code of an error answer of any protocol, for the audit log. */
export function codeOf(answer: Answer): string | undefined {
    if (answer.status < 400) return undefined;
    if (answer.code) return answer.code;
    const text = answer.body.toString("utf8");
    const json = /"__type"\s*:\s*"(?:[^"#]*#)?([^"]+)"/.exec(text)?.[1];
    return json ?? /<Code>([^<]+)<\/Code>/.exec(text)?.[1];
}
