#!/usr/bin/env node
import { main } from "../host/main";
import { oci } from "./provider";

// The SDK warns of every error besides throwing it, and what a plugin writes to its error stream appears among the
// diagnostics of a deployment.
console.warn = () => undefined;

main(oci);
