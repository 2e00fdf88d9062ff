#!/usr/bin/env node
import { runNodePreGyp } from "../dist/node-pre-gyp.cjs";

process.exitCode = await runNodePreGyp(process.argv, process);
