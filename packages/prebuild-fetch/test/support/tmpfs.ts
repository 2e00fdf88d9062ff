import { spawnSync } from "node:child_process";
import { onTestFinished } from "vitest";
import { temporaryDirectory } from "./temporary-directory.js";

/** Why tests on small or read-only disks are skipped, or undefined. Under CI they are not. */
export const noMount: string | undefined =
  (process.platform === "linux" && process.getuid?.() === 0) || process.env.CI === "true"
    ? undefined
    : "only root may mount a tmpfs";

/** A mounted tmpfs of its own for one test; `options` as of mount(8), such as `size=1m`. */
export function tmpfs(options: string): string {
  const path = temporaryDirectory();
  run("mount", "-t", "tmpfs", "-o", options, "tmpfs", path);
  onTestFinished(() => run("umount", "--lazy", path));
  return path;
}

export function run(program: string, ...args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(program, args, { encoding: "utf8" });
  if (status !== 0) throw error ?? new Error(`${program}: ${stderr}`);
}
