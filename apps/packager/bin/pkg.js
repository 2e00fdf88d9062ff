#!/usr/bin/env node
import { main } from "@nodewright/command-line";

// Callers that cannot change their own folder say it so.
if (process.env.CHDIR) process.chdir(process.env.CHDIR);
await main(async () => (await import("../dist/pkg.js")).pkgProgram);
