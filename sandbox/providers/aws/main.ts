#!/usr/bin/env node
import { main } from "../host/main";
import { aws } from "./provider";

main(aws);
