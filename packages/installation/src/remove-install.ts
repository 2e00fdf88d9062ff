import { rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { InstallError, systemCode } from "./errors.js";
import type { Install } from "./list-installs.js";

/**
 * Removes an install: one rename takes it out of sight, then its files go. A process killed in between leaves a
 * folder whose name begins with a dot, which the next removal beside it clears.
 * @throws InstallError ERR_INSTALL_DESTINATION when the folder cannot be changed; the install is then untouched
 */
export async function removeInstall({ prefix }: Install): Promise<void> {
  const trash = join(dirname(prefix), `.removed-${basename(prefix)}-${process.pid}-${Date.now()}`);
  try {
    await rename(prefix, trash);
  } catch (error) {
    const why = systemCode(error) ?? String(error);
    throw new InstallError("ERR_INSTALL_DESTINATION", `${prefix} cannot be removed: ${why}`, {
      hint: "check the permissions of its parent folder, and on Windows that no program runs from it",
      cause: error,
    });
  }
  await rm(trash, { recursive: true, force: true });
}
