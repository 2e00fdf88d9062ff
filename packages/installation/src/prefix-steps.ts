import { chmod, copyFile, lstat, mkdir, rename, rm, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { PrefixStep } from "@nodewright/release-source";
import { errorCode } from "./errors.js";

/**
 * Makes an ordinary prefix of unpacked parts. Files that a package of an old version does not have yet (npx before
 * npm 5.2, npm.ps1 before npm 7) are passed over.
 */
export async function applySteps(prefix: string, steps: readonly PrefixStep[]): Promise<void> {
  for (const step of steps) await apply(prefix, step);
}

async function apply(prefix: string, step: PrefixStep): Promise<void> {
  switch (step.do) {
    case "move":
      await unlessMissing(rename(join(prefix, step.from), join(prefix, step.to)));
      return;
    case "copy":
      await unlessMissing(copyFile(join(prefix, step.from), join(prefix, step.to)));
      return;
    case "executable":
      await unlessMissing(chmod(join(prefix, step.path), 0o755));
      return;
    case "remove":
      await rm(join(prefix, step.path), { recursive: true, force: true });
      return;
    case "link":
      await link(prefix, step.path, step.target);
  }
}

async function link(prefix: string, path: string, target: string): Promise<void> {
  const from = join(prefix, path);
  const isThere = await lstat(join(dirname(from), target)).then(
    () => true,
    () => false,
  );
  if (!isThere) return;
  await mkdir(dirname(from), { recursive: true });
  await rm(from, { force: true });
  await symlink(target, from);
}

async function unlessMissing(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (errorCode(error) !== "ENOENT") throw error;
  }
}
