#!/usr/bin/env node
import { main } from "../host/main";
import { aws } from "./provider";

// What a plugin writes to its error stream appears among the diagnostics of a deployment; the SDK's remark on Node does not belong there.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

main(aws);
