import {
  checkTarget,
  describeExecutable,
  describeMismatches,
  ExecutableError,
  type ExecutableInfo,
  inspect,
  type TargetMismatch,
} from "@nodewright/executable";
import type { TargetPattern } from "@nodewright/target-triple";
import type { PlannedRuntime } from "../config/types.js";
import { PrebuildError } from "../errors.js";
import { loadAddon } from "./load-addon.js";
import { type SystemLibraries, systemLibraries } from "./system-libraries.js";

/** What an addon must be fit for. */
export interface AddonNeeds {
  /** What the pattern leaves open is not checked. */
  readonly target: TargetPattern;
  readonly runtime: PlannedRuntime;
  /** What the system that loads it offers. Default: what this one does, where the target is this process's own. */
  readonly libraries?: SystemLibraries | undefined;
  /** The Node.js that it is for: an addon whose header does not tell its ABI is loaded in it once. */
  readonly execPath?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads the header of an addon and compares it with what it is to be loaded by: os, CPU, libc, glibc and libstdc++, and
 * the ABI or the Node-API level. Nothing of the file is run, unless there is an
 * `execPath` and the header leaves the ABI open: then it is loaded in a process of its own.
 *
 * @throws PrebuildError ERR_PREBUILD_INCOMPATIBLE; ERR_PREBUILD_CORRUPT for what is no sound binary
 */
export async function checkAddon(file: string, needs: AddonNeeds): Promise<ExecutableInfo> {
  const info = await inspectAddon(file);
  const libraries = needs.libraries ?? (await systemLibraries(needs.target, info));
  const mismatches = addonMismatches(info, { ...needs, libraries });
  if (mismatches.length === 0) {
    if (leavesAbiOpen(info)) await assertLoads(file, needs);
    return info;
  }
  throw new PrebuildError(
    "ERR_PREBUILD_INCOMPATIBLE",
    `Cannot use ${file}: it is ${describeExecutable(info)}, and ${describeMismatches(mismatches)}`,
    { hint: hintFor(mismatches) },
  );
}

/** `NODE_MODULE` announces an addon from a constructor, with the ABI among its data. */
function leavesAbiOpen({ addon }: ExecutableInfo): boolean {
  return addon !== undefined && !addon.napi && addon.nodeAbi === undefined;
}

async function assertLoads(file: string, { execPath, signal }: AddonNeeds): Promise<void> {
  if (execPath === undefined) return;
  const why = await loadAddon(file, { execPath, signal });
  if (why === undefined) return;
  throw new PrebuildError("ERR_PREBUILD_INCOMPATIBLE", `Cannot use ${file}: it does not load: ${why}`, {
    hint: "Build it from source for this runtime.",
  });
}

/** @throws PrebuildError ERR_PREBUILD_CORRUPT */
export async function inspectAddon(file: string): Promise<ExecutableInfo> {
  try {
    return await inspect(file);
  } catch (error) {
    if (!(error instanceof ExecutableError)) throw error;
    throw new PrebuildError("ERR_PREBUILD_CORRUPT", `Cannot use ${file} as an addon: ${error.message}`, {
      hint: "The file is damaged or was never a binary: fetch it again, or build from source.",
      cause: error,
    });
  }
}

/** In what an addon does not fit its needs; empty when it fits. What is not known of the libraries is not checked. */
export function addonMismatches(info: ExecutableInfo, needs: AddonNeeds): readonly TargetMismatch[] {
  const { target, libraries = {} } = needs;
  const { abi, napi } = needs.runtime;
  return checkTarget(info, target, {
    ...libraries,
    kind: "shared-library",
    // The symbols of AIX's format are not read.
    ...(info.format !== "xcoff" && {
      addon: true,
      ...(abi !== null && { nodeAbi: Number(abi) }),
      ...(napi !== null && { nodeApiVersion: napi }),
    }),
  });
}

const SYSTEM_FIELDS: ReadonlySet<string> = new Set(["glibcVersion", "glibcxxVersion", "cxxabiVersion"]);
const RUNTIME_FIELDS: ReadonlySet<string> = new Set(["nodeAbi", "nodeApiVersion"]);

function hintFor(mismatches: readonly TargetMismatch[]): string {
  const fields = mismatches.map(({ field }) => field);
  if (fields.every((field) => SYSTEM_FIELDS.has(field))) {
    return "This system is older than the one it was built on: build from source, or ask for a build for older systems.";
  }
  if (fields.every((field) => RUNTIME_FIELDS.has(field))) {
    return "It was built for another version of the runtime: build from source, or take the build for this one.";
  }
  return "The build for another platform stands in this one's place: build from source, and tell the package's author.";
}
