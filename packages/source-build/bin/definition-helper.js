#!/usr/bin/env node
import { runHelper } from "../dist/helper.js";

process.exitCode = await runHelper(process.argv.slice(2), process);
