import type { Exadata } from "../../core/exadata";
import type { World } from "../../core/world";
import type { Principals } from "../principals";
import type { ClientTokens } from "./idempotence";

/** Members of a request or an answer, as the service model names them. */
export type Members = Record<string, unknown>;

/** What the operations work on. */
export interface OdbService {
    readonly world: World;
    readonly exadata: Exadata;
    readonly principals: Principals;
    readonly tokens: ClientTokens;
}

/**
 * One operation. The request has passed the model before. With `failure` the call is accepted as usual, and what it
 * started ends FAILED with this reason.
 */
export type Operation<Input = never> = (
    service: OdbService,
    input: Input,
    failure?: string,
) => Members | Promise<Members>;
