/** A refusal as an AWS service gives it; `render` puts it into the form of the caller's protocol. */
export class AwsError extends Error {
    constructor(
        readonly code: string,
        message: string,
        readonly status = 400,
        /** Members beside the message, as the service's model names them. */
        readonly members: Readonly<Record<string, unknown>> = {},
    ) {
        super(message);
    }
}
