import { resolve } from "node:path";
import type { Io } from "@nodewright/command-line";
import { type BaseBinary, namedBase } from "@nodewright/packaging";
import type { PackSession } from "../session.js";
import type { PkgTargetWords } from "./targets.js";

/** A base for each target; `PKG_NODE_PATH` names one for all. */
export async function basesForPkg(
  targets: readonly PkgTargetWords[],
  session: PackSession,
  io: Io,
): Promise<readonly BaseBinary[]> {
  const { PKG_NODE_PATH: named } = io.env;
  if (named) return Promise.all(targets.map(() => namedBase(resolve(io.cwd, named))));
  return session.bases(targets.map(({ nodeRange, target }) => ({ spec: nodeRange, dialect: "pkg", target })));
}
