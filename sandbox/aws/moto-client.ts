/** Calls of the sandbox itself to moto: not part of what users see, so not in the audit log. */
export class MotoClient {
    constructor(
        readonly endpoint: string,
        private readonly defaultRegion: string,
    ) {}

    /** A Query call. */
    async query(
        service: "iam" | "sts",
        action: string,
        parameters: Readonly<Record<string, string>>,
    ): Promise<{ status: number; text: string }> {
        const version = service === "iam" ? "2010-05-08" : "2011-06-15";
        const body = new URLSearchParams({ Action: action, Version: version, ...parameters });
        const answer = await this.post(service, this.defaultRegion, {}, body);
        return { status: answer.status, text: await answer.text() };
    }

    /** A KMS call. */
    async kms(
        operation: string,
        members: Readonly<Record<string, unknown>>,
        region = this.defaultRegion,
    ): Promise<{ status: number; members: Record<string, unknown> }> {
        const headers = {
            "x-amz-target": `TrentService.${operation}`,
            "content-type": "application/x-amz-json-1.1",
        };
        const answer = await this.post("kms", region, headers, JSON.stringify(members));
        const parsed: unknown = answer.status < 500 ? await answer.json() : {};
        return { status: answer.status, members: (parsed ?? {}) as Record<string, unknown> };
    }

    private post(
        service: string,
        region: string,
        headers: Readonly<Record<string, string>>,
        body: string | URLSearchParams,
    ): Promise<Response> {
        const scope = `sandbox/20250101/${region}/${service}/aws4_request`;
        const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`;
        return fetch(this.endpoint, { method: "POST", headers: { authorization, ...headers }, body });
    }
}
