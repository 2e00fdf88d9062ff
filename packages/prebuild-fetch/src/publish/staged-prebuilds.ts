import { access, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { PrebuildError } from "../errors.js";
import { parsePrebuildManifest } from "../integrity/prebuild-manifest.js";
import type { PublishPlan } from "./publish-prebuild.js";

const STAGE = "build/stage";

/** What of an addon its staged tarballs are found by. */
export interface StagedAddon {
  /** The folder of package.json, absolute. */
  readonly root: string;
  readonly name: string;
  readonly version: string;
}

/**
 * Every tarball that is staged for this version of an addon, whichever target it is for; its `packageName` has the
 * remote path in front, as below the host. Found by their manifests: names alone tell no version for sure.
 * @throws PrebuildError ERR_PREBUILD_PACK where there is none
 */
export async function stagedPrebuilds({ root, name, version }: StagedAddon): Promise<readonly PublishPlan[]> {
  const stage = join(root, STAGE);
  const names = await readdir(stage, { recursive: true }).catch(() => []);
  const found = new Map<string, PublishPlan>();
  for (const file of names.filter((one) => one.endsWith(".json")).sort()) {
    const path = join(stage, file);
    const manifest = parsePrebuildManifest(await readFile(path, "utf8"), path);
    if (manifest.name !== name || manifest.version !== version) continue;
    for (const entry of manifest.prebuilds) {
      const stagedTarball = join(stage, entry.file);
      if (await exists(stagedTarball)) found.set(entry.file, { packageName: entry.file, stagedTarball });
    }
  }
  if (found.size > 0) return [...found.values()];
  throw new PrebuildError(
    "ERR_PREBUILD_PACK",
    `Cannot publish ${name}@${version}: ${stage} has no tarball of it`,
    { hint: "Package it first: node-pre-gyp package, or nodewright prebuild build." },
  );
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
