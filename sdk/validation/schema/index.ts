export { faultsOf } from "./check";
export * from "./declare";
export { formed } from "./forms";
export { withoutNulls } from "./nulls";
