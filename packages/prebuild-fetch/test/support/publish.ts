import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createDirectoryStore } from "@nodewright/artifact-store/object-store";
import { packPrebuild } from "../../src/pack/pack-prebuild.js";
import type { PublishPlace } from "../../src/publish/publish-place.js";
import { installPlan, TARBALL } from "./install.js";
import { realAddon } from "./real-addons.js";
import { temporaryDirectory } from "./temporary-directory.js";

export const KEY: string = `v1.2.3/${TARBALL}`;

export interface Staged {
  readonly packageName: string;
  readonly stagedTarball: string;
}

/** A real addon, packed with its manifest. */
export async function stage(fields: { readonly napiBuildVersion?: number } = {}): Promise<Staged> {
  const plan = installPlan(temporaryDirectory(), "https://addons.example/");
  mkdirSync(plan.modulePath, { recursive: true });
  writeFileSync(plan.addonFile, realAddon("linux-x64-glibc"));
  const stagedTarball = join(plan.root, "build/stage/v1.2.3", TARBALL);
  mkdirSync(dirname(stagedTarball), { recursive: true });
  await packPrebuild({ ...plan, stagedTarball, napiBuildVersion: 8, ...fields }, { coreVersion: "0.1.0" });
  return { packageName: TARBALL, stagedTarball };
}

export function directoryPlace(
  root: string = temporaryDirectory(),
): PublishPlace & { readonly root: string } {
  return { root, store: createDirectoryStore(root), rootPrefix: "", prefix: "v1.2.3/" };
}
