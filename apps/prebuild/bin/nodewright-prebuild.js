#!/usr/bin/env node
const { main, program } = require("../dist/program.cjs");

main(async () => program);
