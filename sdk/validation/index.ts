export * from "./arns";
export * from "./faults";
export * from "./keys";
export * from "./names";
export * from "./oci-url";
export * from "./ocids";
export * from "./structure";
export * from "./tags";
