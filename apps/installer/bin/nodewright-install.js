#!/usr/bin/env node
import { main } from "@nodewright/command-line";
import { program } from "../dist/index.js";

await main(program);
