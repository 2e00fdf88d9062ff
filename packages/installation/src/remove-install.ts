import { randomUUID } from "node:crypto";
import { readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { errorCode, InstallError, messageOf } from "./errors.js";
import type { Install } from "./list-installs.js";

const trashPrefix = ".removed-";

/**
 * Removes an install: one rename takes it out of sight, then its files go. A process killed in between leaves a
 * folder whose name begins with a dot, which the next removal beside it clears.
 * @throws InstallError ERR_INSTALL_DESTINATION when the folder cannot be moved, and the install is then untouched;
 * or when files of it cannot be deleted, which are then where the message says
 */
export async function removeInstall({ prefix }: Pick<Install, "prefix">): Promise<void> {
  const root = dirname(prefix);
  const trash = join(root, `${trashPrefix}${basename(prefix)}-${randomUUID()}`);
  try {
    await rename(prefix, trash);
  } catch (error) {
    throw new InstallError(
      "ERR_INSTALL_DESTINATION",
      `${prefix} cannot be removed: ${errorCode(error) ?? messageOf(error)}`,
      {
        hint: "check the permissions of its parent folder, and on Windows that no program runs from it",
        cause: error,
      },
    );
  }
  await clear(trash);
  await clearLeftovers(root);
}

async function clear(trash: string): Promise<void> {
  try {
    await rm(trash, { recursive: true, force: true });
  } catch (error) {
    throw new InstallError(
      "ERR_INSTALL_DESTINATION",
      `the install is removed, but files of it could not be deleted: ${messageOf(error)}`,
      { hint: `delete ${trash}`, cause: error },
    );
  }
}

/** What another removal did not finish. It may be at it right now, or not ours to delete: both are no failure. */
async function clearLeftovers(root: string): Promise<void> {
  const names = await readdir(root).catch(() => []);
  for (const name of names.filter((one) => one.startsWith(`${trashPrefix}v`))) {
    await rm(join(root, name), { recursive: true, force: true }).catch(() => {});
  }
}
