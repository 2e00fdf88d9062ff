import { existsSync } from "node:fs";
import { cp, mkdir, readdir, rm, symlink } from "node:fs/promises";
import { join } from "node:path";

/** What no build reads, or what builds themselves make. */
const LEFT_OUT = /^(node_modules|build|build-tmp-.*|\.git|prebuilds)$/;

/**
 * Copies an addon's folder for a build of its own, so that builds for several targets do not take each other's
 * objects, and what is in `build` stays. Dependencies are linked.
 */
export async function copyProject(from: string, to: string): Promise<void> {
  await rm(to, { recursive: true, force: true });
  await mkdir(to, { recursive: true });
  for (const name of await readdir(from)) {
    if (LEFT_OUT.test(name) || join(from, name) === to) continue;
    await cp(join(from, name), join(to, name), { recursive: true, verbatimSymlinks: true });
  }
  const dependencies = join(from, "node_modules");
  if (existsSync(dependencies)) await symlink(dependencies, join(to, "node_modules"), "junction");
}
