import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** A request as STS saw it: its input, and whose key signed it. */
export interface Asked {
    readonly input: Readonly<Record<string, string>>;
    readonly accessKeyId: string | undefined;
    readonly region: string | undefined;
}

/** Answers like STS: a role hands out the key `ASIA` and its name; callers are in the account that is set. */
export interface FakeSts {
    readonly url: string;
    readonly asked: Asked[];
    accountId: string;
    /** Seconds that handed out keys last. */
    lasting: number;
    close(): void;
}

export async function startSts(): Promise<FakeSts> {
    const asked: Asked[] = [];
    const server: Server = createServer(async (request, response) => {
        const input = Object.fromEntries(new URLSearchParams(await text(request)));
        asked.push({ input, ...signerOf(request) });
        response.setHeader("content-type", "text/xml");
        response.end(answer(input, sts));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const sts: FakeSts = {
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        asked,
        accountId: "111122223333",
        lasting: 3600,
        close() {
            server.closeAllConnections();
            server.close();
        },
    };
    return sts;
}

function signerOf({ headers }: IncomingMessage): { accessKeyId: string | undefined; region: string | undefined } {
    const [, accessKeyId, region] = headers.authorization?.match(/Credential=([^/]+)\/\d+\/([^/]+)\//) ?? [];
    return { accessKeyId, region };
}

function answer(input: Readonly<Record<string, string>>, { accountId, lasting }: FakeSts): string {
    const { Action = "", RoleArn = "" } = input;
    const end = new Date(Date.now() + lasting * 1000).toISOString();
    const key = `<AccessKeyId>ASIA${RoleArn.split("/").pop()}</AccessKeyId><SecretAccessKey>s</SecretAccessKey>`;
    const result = RoleArn
        ? `<Credentials>${key}<SessionToken>t</SessionToken><Expiration>${end}</Expiration></Credentials>`
        : `<Account>${accountId}</Account><Arn>a</Arn><UserId>u</UserId>`;
    return (
        `<${Action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${Action}Result>${result}</${Action}Result>` +
        `<ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></${Action}Response>`
    );
}
