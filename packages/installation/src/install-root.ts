import { join } from "node:path";
import { formatTarget, type Target } from "@nodewright/target-triple";
import { dataFolder, type UserFolders } from "@nodewright/user-folders";
import { InstallError } from "./errors.js";

/**
 * Where installs go when nobody says: `NODEWRIGHT_DIR`, else the user's data folder.
 * @throws InstallError ERR_INSTALL_DESTINATION for a user without a home
 */
export function defaultRoot(folders: UserFolders): string {
  const { env } = folders;
  if (env.NODEWRIGHT_DIR) return env.NODEWRIGHT_DIR;
  const data = dataFolder(folders);
  if (data !== undefined) return join(data, "node");
  throw new InstallError(
    "ERR_INSTALL_DESTINATION",
    "it is not known where installs belong: this user has no home folder",
    { hint: "name a folder: --dir, or the variable NODEWRIGHT_DIR" },
  );
}

/**
 * Where unpacked prefixes are kept for the next install: `NODEWRIGHT_STORE_DIR`, else beside the default root, so
 * that they can share files.
 * @returns undefined for a user without a home, for whom nothing is kept
 */
export function defaultStoreRoot(folders: UserFolders): string | undefined {
  const { env } = folders;
  if (env.NODEWRIGHT_STORE_DIR) return env.NODEWRIGHT_STORE_DIR;
  const data = dataFolder(folders);
  return data && join(data, "store");
}

/** The folder of one install below its root: `v24.21.0-linux-x64-glibc`. */
export function installFolder(version: string, target: Target): string {
  return `${version}-${formatTarget(target)}`;
}
