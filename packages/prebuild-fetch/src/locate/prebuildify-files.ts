import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { parsePrebuildifyPath } from "@nodewright/abi-resolver";
import type { LocateContext, PrebuildFinding } from "./types.js";

/**
 * The builds in `prebuilds/<platform>-<arch>/`, or in those of the folder that `<NAME>_PREBUILD` names, as
 * node-gyp-build obeys it.
 */
export async function findPrebuildifyFiles({
  root,
  env,
  manifest,
}: LocateContext): Promise<readonly PrebuildFinding[]> {
  const variable = `${(manifest.name ?? "").toUpperCase().replaceAll("-", "_")}_PREBUILD`;
  const folder = join(env[variable] || root, "prebuilds");
  const findings: PrebuildFinding[] = [];
  for (const tuple of await foldersIn(folder)) {
    for (const file of (await readdir(join(folder, tuple))).sort()) {
      const path = join(folder, tuple, file);
      const candidate = parsePrebuildifyPath(`prebuilds/${tuple}/${file}`);
      if (candidate !== undefined) {
        findings.push({
          scheme: "prebuildify",
          place: { kind: "file", path },
          candidate: { ...candidate, name: path },
        });
      }
    }
  }
  return findings;
}

async function foldersIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}
