#!/usr/bin/env node
import { main, program } from "../dist/program.cjs";

await main(async () => program);
