export * from "./document";
export * from "./key-policy";
export * from "./mkid-denial";
export * from "./network";
export * from "./oci-statement";
export * from "./trust";
