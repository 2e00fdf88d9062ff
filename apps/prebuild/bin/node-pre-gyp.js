#!/usr/bin/env node
import { runNodePreGyp } from "../dist/node-pre-gyp.js";

process.exitCode = await runNodePreGyp(process.argv, process);
