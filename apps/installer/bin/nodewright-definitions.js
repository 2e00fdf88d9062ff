#!/usr/bin/env node
import { main } from "@nodewright/command-line";
import { definitionsProgram } from "../dist/definitions.js";

await main(definitionsProgram);
