#!/usr/bin/env node
import { main } from "../host/main";
import { oci } from "./provider";

main(oci);
