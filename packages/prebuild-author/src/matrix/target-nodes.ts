import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import type { TargetNode } from "@nodewright/addon-build";
import { checkTarget, inspect } from "@nodewright/executable";
import { formatTarget, type Target, targetsEqual } from "@nodewright/target-triple";
import { PrebuildAuthorError } from "../errors.js";

export interface TargetNodesOptions {
  readonly host: Target;
  /** `process.execPath` */
  readonly execPath: string;
  /** The addon's folder, from which packages are looked for. */
  readonly root: string;
  /** Prefixes or executables that a person named. */
  readonly named?: readonly string[] | undefined;
}

/** Finds a Node.js for a target, without downloading anything. */
export type FindTargetNode = (target: Target) => Promise<TargetNode | undefined>;

/**
 * A Node.js for a target: one that was named, the running one, or npm's package `node-<os>-<cpu>` that is installed
 * for the addon. Where there is none, headers are the running one's: they are the same for every CPU.
 */
export function targetNodes({ host, execPath, root, named = [] }: TargetNodesOptions): FindTargetNode {
  const own = dirname(dirname(execPath));
  return async (target) => {
    const found = (await namedFor(target, root, named)) ?? ownFor() ?? packaged(target, root);
    if (found !== undefined && hasHeaders(found.prefix)) return found;
    if (hasHeaders(own)) return { ...found, prefix: own };
    return found;

    function ownFor(): TargetNode | undefined {
      return targetsEqual(target, host) ? { prefix: own, executable: execPath } : undefined;
    }
  };
}

const hasHeaders = (prefix: string): boolean => existsSync(join(prefix, "include", "node", "node_api.h"));

async function namedFor(
  target: Target,
  root: string,
  named: readonly string[],
): Promise<TargetNode | undefined> {
  for (const place of named) {
    const node = nodeAt(resolve(root, place));
    if (checkTarget(await inspect(node.executable), target).length === 0) return node;
  }
  return undefined;
}

/** @throws PrebuildAuthorError ERR_AUTHOR_NODE */
function nodeAt(place: string): Required<TargetNode> & { readonly executable: string } {
  for (const program of ["bin/node", "node.exe", "bin/node.exe"]) {
    const executable = join(place, program);
    if (existsSync(executable)) return { prefix: place, executable };
  }
  if (/\.exe$|[\\/]node$/.test(place) && existsSync(place)) {
    return { prefix: dirname(dirname(place)), executable: place };
  }
  throw new PrebuildAuthorError("ERR_AUTHOR_NODE", `there is no Node.js in ${place}`, {
    hint: "name a prefix with bin/node or node.exe: `nodewright install 24 --target linux-arm64-glibc --dir nodes` makes one",
  });
}

function packaged(target: Target, root: string): TargetNode | undefined {
  const name = formatTarget(target, "npmPackage");
  if (name === null) return undefined;
  try {
    const require = createRequire(join(root, "package.json"));
    return nodeAt(dirname(require.resolve(`${name}/package.json`)));
  } catch {
    return undefined;
  }
}
