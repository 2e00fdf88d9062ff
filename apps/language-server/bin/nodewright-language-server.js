#!/usr/bin/env node
import server from "../dist/index.cjs";

const streams = { input: process.stdin, output: process.stdout };
await server.main(async () => server.createServerProgram(streams));
