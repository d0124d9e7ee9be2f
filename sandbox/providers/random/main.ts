#!/usr/bin/env node
import { main } from "../host/main";
import { random } from "./provider";

main(random);
