#!/usr/bin/env node
import { runNodeBuild } from "../dist/node-build.js";

process.exitCode = await runNodeBuild(process.argv.slice(2), process);
