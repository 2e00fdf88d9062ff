import { existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { join } from "node:path";

/** Where the build of one Node-API level waits while another level has `build`. */
const asideOf = (root: string, level: number): string => join(root, `build-tmp-napi-v${level}`);

/** Puts `build` aside for a level; an addon without levels keeps it. */
export async function putBuildAside(root: string, level: number | undefined): Promise<void> {
  if (level === undefined || !existsSync(join(root, "build"))) return;
  await rm(asideOf(root, level), { recursive: true, force: true });
  await rename(join(root, "build"), asideOf(root, level));
}

/** Brings a level's build back; returns whether there is a configured build now. */
export async function bringBuildBack(root: string, level: number | undefined): Promise<boolean> {
  const build = join(root, "build");
  if (level !== undefined && existsSync(asideOf(root, level))) {
    await rm(build, { recursive: true, force: true });
    await rename(asideOf(root, level), build);
  }
  return existsSync(join(build, "config.gypi"));
}
