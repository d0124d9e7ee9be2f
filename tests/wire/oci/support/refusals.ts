import { expect } from "chai";
import { OciError } from "oci-common";
import type { RawAnswer } from "./raw";

/** The call must fail in OCI's envelope, with this status and code. */
export async function refused(call: Promise<unknown>, status: number, code: string, words?: RegExp): Promise<void> {
    // The SDK warns on the console about every error that it does not retry.
    const { warn } = console;
    console.warn = () => {};
    const error = await call
        .then(
            () => undefined,
            (thrown: unknown) => thrown,
        )
        .finally(() => {
            console.warn = warn;
        });
    expect(error, `the call was accepted instead of ${status} ${code}`).to.be.instanceOf(OciError);
    const { statusCode, serviceCode, message } = error as OciError;
    expect({ statusCode, serviceCode }, message).to.deep.equal({ statusCode: status, serviceCode: code });
    if (words) expect(message).to.match(words);
}

export function expectError(answer: RawAnswer, status: number, code: string, words?: RegExp): void {
    expect({ status: answer.status, code: answer.body?.code }, JSON.stringify(answer.body)).to.deep.equal({
        status,
        code,
    });
    expect(Object.keys(answer.body).sort()).to.deep.equal(["code", "message"]);
    expect(answer.headers["opc-request-id"]).to.be.a("string").and.not.equal("");
    if (words) expect(answer.body.message).to.match(words);
    // The native provider takes these phrases for "the resource is gone".
    if (status !== 404) expect(answer.body.message).to.not.match(/not found|does not exist| not present in /i);
}
