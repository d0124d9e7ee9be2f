import type { CustomerManagedKeySettings } from "../args/customer-managed-key";

/** A KMS key of the estate. The roles of the clusters that use the key become its users. */
export interface KeyEntry extends CustomerManagedKeySettings {
    /**
     * Name by which databases of the estate refer to the key. Another name means another key: the old key would be deleted. This
     * is refused while databases use it.
     * @example "tde"
     */
    name: string;
}
