import { join } from "node:path";
import { formatTarget, type Target } from "@nodewright/target-triple";

export interface UserFolders {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The user's home; the environment's HOME or USERPROFILE is not looked at here. */
  readonly home: string;
  readonly platform: string;
}

/**
 * Where installs go when nobody says: `NODEWRIGHT_DIR`, else the data folder of the system's convention
 * (XDG base directories; LOCALAPPDATA on Windows).
 */
export function defaultRoot({ env, home, platform }: UserFolders): string {
  if (env.NODEWRIGHT_DIR) return env.NODEWRIGHT_DIR;
  if (platform === "win32")
    return join(env.LOCALAPPDATA || join(home, "AppData", "Local"), "nodewright", "node");
  return join(absolute(env.XDG_DATA_HOME) ?? join(home, ".local", "share"), "nodewright", "node");
}

/** Where verified downloads and answers are kept: `NODEWRIGHT_CACHE_DIR`, else the system's cache folder. */
export function defaultCacheRoot({ env, home, platform }: UserFolders): string {
  if (env.NODEWRIGHT_CACHE_DIR) return env.NODEWRIGHT_CACHE_DIR;
  if (platform === "win32") {
    return join(env.LOCALAPPDATA || join(home, "AppData", "Local"), "nodewright", "cache");
  }
  return join(absolute(env.XDG_CACHE_HOME) ?? join(home, ".cache"), "nodewright");
}

/** The folder of one install below its root: `v24.21.0-linux-x64-glibc`. */
export function installFolder(version: string, target: Target): string {
  return `${version}-${formatTarget(target)}`;
}

/** Relative XDG variables are to be ignored (XDG base directory specification). */
function absolute(path: string | undefined): string | undefined {
  return path?.startsWith("/") ? path : undefined;
}
