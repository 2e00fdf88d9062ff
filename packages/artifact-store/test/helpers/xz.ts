import { spawnSync } from "node:child_process";

const isMissing = spawnSync("xz", ["--version"]).error !== undefined;

/** Why tests with xz archives are skipped, or undefined. Under CI they are not: there xz must be. */
export const noXz: string | undefined =
  isMissing && process.env.CI !== "true" ? "the program xz, which makes the archives, is missing" : undefined;

export function xz(content: Buffer, ...options: readonly string[]): Buffer {
  const { stdout, status, error } = spawnSync("xz", ["-c", ...options], {
    input: content,
    maxBuffer: 1 << 30,
  });
  if (status !== 0) {
    throw error ?? new Error("xz failed");
  }
  return stdout;
}
