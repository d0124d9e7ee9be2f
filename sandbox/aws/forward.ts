import { request } from "node:http";
import type { Answer, Call } from "./call";
import { AwsError } from "./errors";
import { errorAnswer } from "./render";

const ownHeaders = new Set(["connection", "transfer-encoding", "content-length", "keep-alive", "date", "server"]);

/**
 * Sends a call on to moto with the caller's own headers and bytes, unless a body is given in place of the caller's.
 * What moto has no answer to, it answers with a web page; SDKs get an error of their protocol instead.
 */
export function forward(endpoint: string, call: Call, body: Buffer = call.body): Promise<Answer> {
    const target = new URL(endpoint);
    const headers: string[] = [];
    for (let index = 0; index < call.rawHeaders.length; index += 2) {
        const [name = "", value = ""] = call.rawHeaders.slice(index, index + 2);
        if (!["connection", "transfer-encoding", "content-length"].includes(name.toLowerCase())) {
            headers.push(name, value);
        }
    }
    headers.push("Content-Length", String(body.length));
    return new Promise((resolve, reject) => {
        const outgoing = request(
            { host: target.hostname, port: target.port, method: call.method, path: call.path, headers, agent: false },
            (incoming) => {
                const chunks: Buffer[] = [];
                incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
                incoming.on("error", reject);
                incoming.on("end", () => {
                    const answer: Answer = {
                        status: incoming.statusCode ?? 500,
                        headers: {},
                        body: Buffer.concat(chunks),
                    };
                    for (const [name, value] of Object.entries(incoming.headers)) {
                        if (!ownHeaders.has(name)) answer.headers[name] = String(value);
                    }
                    resolve(answer.status >= 500 || answer.status === 404 ? readable(call, answer) : answer);
                });
            },
        );
        outgoing.on("error", reject);
        outgoing.end(body);
    });
}

function readable(call: Call, answer: Answer): Answer {
    if (!answer.body.toString("utf8", 0, 200).toLowerCase().includes("<!doctype html")) return answer;
    const message = `The sandbox cannot perform ${call.service} ${call.operation}.`;
    return errorAnswer(call, new AwsError(internalCodes[call.service] ?? "InternalFailure", message, 500));
}

const internalCodes: Partial<Record<Call["service"], string>> = {
    kms: "KMSInternalException",
    iam: "ServiceFailure",
};
