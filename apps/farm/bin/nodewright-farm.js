#!/usr/bin/env node
import { main } from "@nodewright/command-line";

await main(async () => (await import("../dist/index.js")).program);
