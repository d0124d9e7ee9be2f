/** Which keys a discovery finds through the connector before a key is registered. */
export const KeyDiscovery = {
    /** The key to register. */
    Key: "key",
    /** Every key that the role may describe. */
    All: "all",
    /** No discovery. If the role may not describe the key, the registration reports it. */
    None: "none",
} as const;

/** One of the values of `KeyDiscovery`. */
export type KeyDiscovery = (typeof KeyDiscovery)[keyof typeof KeyDiscovery];

/** A KMS key that a discovery found. */
export interface DiscoveredKey {
    /** ARN of the key. */
    arn: string;
    /** Alias of the key, or its id if it has no alias. */
    name: string;
    /** Region of the key. */
    region: string;
    /** Other properties that the service returns. Their names are not published. */
    properties: { [name: string]: string };
}
