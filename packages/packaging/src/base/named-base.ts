import { inspect, targetOf } from "@nodewright/executable";
import { analyse, ExecutableError } from "@nodewright/executable/inject";
import { createTarget } from "@nodewright/target-triple";
import { messageOf, PackagingError } from "../errors.js";
import type { BaseBinary } from "./base-binary.js";

/**
 * A Node.js binary that the user names, as it is: its headers say which target it is for, nobody vouches for it.
 *
 * Throws PackagingError ERR_PACKAGING_BASE when no app can be put into it.
 */
export async function namedBase(path: string): Promise<BaseBinary> {
  try {
    const [info, analysis] = [await inspect(path), await analyse(path)];
    const { os, arch, ...rest } = targetOf(info);
    if (os === undefined || arch === undefined) throw new TypeError("its headers do not say what it is for");
    const version = analysis.nodeVersion === undefined ? "unknown" : `v${analysis.nodeVersion}`;
    return { path, version, target: createTarget({ ...rest, os, arch }), analysis };
  } catch (cause) {
    const hint = cause instanceof ExecutableError ? cause.hint : undefined;
    throw new PackagingError("ERR_PACKAGING_BASE", `cannot pack with ${path}: ${messageOf(cause)}`, {
      hint,
      cause,
    });
  }
}
