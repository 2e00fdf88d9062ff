import { fileURLToPath } from "node:url";

/** A script that runs `runBuild` in a process of its own, so that standard input and signals are real. */
export const runner: string = fileURLToPath(new URL("./run-build.mjs", import.meta.url));
