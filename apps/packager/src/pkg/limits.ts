import { stat } from "node:fs/promises";
import type { PkgLog } from "./log.js";
import type { PkgInput } from "./parse-input.js";
import { ReportedError } from "./reported-error.js";
import type { PkgBuild } from "./resolve-build.js";

/** Says what stock Node.js cannot do, and what to use instead. @throws ReportedError where nothing can be made */
export function tellLimits(input: PkgInput, { targets }: PkgBuild, log: PkgLog): void {
  if (input.build === true) {
    throw new ReportedError("Base binaries are not built here: official ones are taken as they are", [
      "For a binary of your own, build it with the farm's recipe for the target (nodewright farm),",
      "then name the farm in NODEWRIGHT_FARM, or the binary in PKG_NODE_PATH.",
    ]);
  }
  const isStatic = targets.some(({ target }) => target.libc === "static");
  if (isStatic) {
    log.warn(
      "No official Node.js is fully static: linuxstatic takes one of your farm (NODEWRIGHT_FARM) or PKG_NODE_PATH.",
    );
  }
  if (input.flags.bytecode === true) {
    log.warn("Stock Node.js runs no bytecode without its source: scripts are packed as they are.", [
      "To keep them from being read, minify or obfuscate them with the hook 'transform'.",
    ]);
  }
}

/** @throws ReportedError when something that is no file stands where an executable goes */
export async function refuseOutputs(outputs: readonly string[]): Promise<void> {
  for (const output of outputs) {
    const there = await stat(output).catch(() => undefined);
    if (there === undefined || there.isFile()) continue;
    throw new ReportedError("Refusing to overwrite non-file output", [output]);
  }
}
