import type { CustomerManagedKeySettings } from "../args/customer-managed-key";

/** A KMS key of the estate. Its users are the roles of the clusters that use it. */
export interface KeyEntry extends CustomerManagedKeySettings {
    /**
     * Name by which databases of the estate refer to the key. A key under another name is another key: this one would be deleted,
     * which is refused while databases use it.
     * @example "tde"
     */
    name: string;
}
