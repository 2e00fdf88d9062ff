import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "./context.js";
import { SourceBuildError } from "./errors.js";

/** The directory for temporary files: TMPDIR, or /tmp. */
export function temporaryDirectory({ TMPDIR }: Environment): string {
  return TMPDIR ? TMPDIR.replace(/\/$/, "") : "/tmp";
}

/**
 * Makes sure that a directory takes files, and that they can be run: configure scripts are.
 *
 * @throws SourceBuildError `ERR_BUILD_TMPDIR`.
 */
export function checkTemporaryDirectory(directory: string, id: string): void {
  const probe = join(directory, `node-build-test.${id}`);
  try {
    mkdirSync(directory, { recursive: true });
    writeFileSync(probe, "#!/bin/sh\nexit 0\n", { mode: 0o700 });
  } catch (cause) {
    throw new SourceBuildError(
      "ERR_BUILD_TMPDIR",
      `TMPDIR=${directory} is set to a non-accessible location`,
      { cause },
    );
  }
  const { status } = spawnSync(probe, { stdio: "ignore" });
  rmSync(probe, { force: true });
  if (status === 0) return;
  throw new SourceBuildError(
    "ERR_BUILD_TMPDIR",
    `TMPDIR=${directory} cannot hold executables (partition possibly mounted with \`noexec\`)`,
  );
}
