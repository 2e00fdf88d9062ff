import { spawnSync } from "node:child_process";

/** In continuous integration the tools are there, or the tests that need them fail. */
const isRequired = process.env.CI === "true";

function has(program: string): boolean {
  return spawnSync(program, ["--version"]).error === undefined;
}

/** Why tests that need a program are skipped, or undefined when it is there, or must be. */
export function missing(program: string): string | undefined {
  return isRequired || has(program) ? undefined : `${program} is not installed`;
}
