import { resolve } from "node:path";
import { createProgress, type Io } from "@nodewright/command-line";
import { type BaseBinary, namedBase } from "@nodewright/packaging";
import { fetchBases } from "../bases.js";
import type { PkgTargetWords } from "./targets.js";

/**
 * A base for each target. `PKG_NODE_PATH` names one for all; `PKG_CACHE_PATH` is where they are kept.
 */
export async function basesForPkg(targets: readonly PkgTargetWords[], io: Io): Promise<BaseBinary[]> {
  const { PKG_NODE_PATH: named, PKG_CACHE_PATH: cache } = io.env;
  if (named) return Promise.all(targets.map(() => namedBase(resolve(io.cwd, named))));
  const env = cache ? { ...io.env, NODEWRIGHT_CACHE_DIR: resolve(io.cwd, cache) } : io.env;
  const wanted = targets.map(({ nodeRange: spec, target }) => ({ spec, dialect: "pkg" as const, target }));
  const progress = createProgress(io, io.stderr.isTTY === true ? {} : { mode: "silent" });
  try {
    return await fetchBases(wanted, {}, { ...io, env }, progress);
  } finally {
    progress.finish();
  }
}
