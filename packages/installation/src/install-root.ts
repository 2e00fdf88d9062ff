import { join } from "node:path";
import { formatTarget, type Target } from "@nodewright/target-triple";
import { InstallError } from "./errors.js";

export interface UserFolders {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The user's home, undefined where there is none; the environment's HOME or USERPROFILE is not looked at here. */
  readonly home: string | undefined;
  readonly platform: string;
}

/**
 * Where installs go when nobody says: `NODEWRIGHT_DIR`, else the data folder of the system's convention
 * (XDG base directories; LOCALAPPDATA on Windows).
 * @throws InstallError ERR_INSTALL_DESTINATION for a user without a home
 */
export function defaultRoot(folders: UserFolders): string {
  const { env } = folders;
  if (env.NODEWRIGHT_DIR) return env.NODEWRIGHT_DIR;
  const data = systemFolder(folders, env.XDG_DATA_HOME, [".local", "share"]);
  if (data !== undefined) return join(data, "nodewright", "node");
  throw new InstallError(
    "ERR_INSTALL_DESTINATION",
    "it is not known where installs belong: this user has no home folder",
    { hint: "name a folder: --dir, or the variable NODEWRIGHT_DIR" },
  );
}

/**
 * Where verified downloads and answers are kept: `NODEWRIGHT_CACHE_DIR`, else the system's cache folder.
 * @returns undefined for a user without a home, for whom nothing is kept
 */
export function defaultCacheRoot(folders: UserFolders): string | undefined {
  const { env, platform } = folders;
  if (env.NODEWRIGHT_CACHE_DIR) return env.NODEWRIGHT_CACHE_DIR;
  const cache = systemFolder(folders, env.XDG_CACHE_HOME, [".cache"]);
  if (cache === undefined) return undefined;
  return platform === "win32" ? join(cache, "nodewright", "cache") : join(cache, "nodewright");
}

/** Relative XDG variables are to be ignored (XDG base directory specification). */
function systemFolder(
  { env, home, platform }: UserFolders,
  xdg: string | undefined,
  belowHome: readonly string[],
): string | undefined {
  if (platform === "win32" && env.LOCALAPPDATA) return env.LOCALAPPDATA;
  if (platform !== "win32" && xdg?.startsWith("/")) return xdg;
  if (!home) return undefined;
  return join(home, ...(platform === "win32" ? ["AppData", "Local"] : belowHome));
}

/** The folder of one install below its root: `v24.21.0-linux-x64-glibc`. */
export function installFolder(version: string, target: Target): string {
  return `${version}-${formatTarget(target)}`;
}
