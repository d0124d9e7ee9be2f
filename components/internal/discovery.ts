/** Which keys are discovered through a connector before one is registered. */
export const KeyDiscovery = {
    /** The key that is to be registered. */
    Key: "key",
    /** Every key that the role may describe. */
    All: "all",
    /** None: a key that the role may not describe is told by the registration. */
    None: "none",
} as const;

/** One of the values of `KeyDiscovery`. */
export type KeyDiscovery = (typeof KeyDiscovery)[keyof typeof KeyDiscovery];

/** A KMS key that a discovery found. */
export interface DiscoveredKey {
    /** ARN of the key. */
    arn: string;
    /** Its alias, or its id where it has none. */
    name: string;
    /** Region of the key. */
    region: string;
    /** What else the service tells about it; the names are not published. */
    properties: { [name: string]: string };
}
