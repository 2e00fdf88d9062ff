import { join } from "node:path";

export interface UserFolders {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The user's home, undefined where there is none; the environment's HOME or USERPROFILE is not looked at here. */
  readonly home: string | undefined;
  /** As `process.platform` has it. */
  readonly platform: string;
}

/**
 * What is to last: `$XDG_DATA_HOME/nodewright`, else `~/.local/share/nodewright` (XDG base directories, on macOS
 * too); `%LOCALAPPDATA%\nodewright` on Windows.
 * @returns undefined for a user without a home
 */
export function dataFolder(folders: UserFolders): string | undefined {
  const data = systemFolder(folders, folders.env.XDG_DATA_HOME, [".local", "share"]);
  return data && join(data, "nodewright");
}

/**
 * What may be deleted at any time: `NODEWRIGHT_CACHE_DIR`, else `$XDG_CACHE_HOME/nodewright`, else
 * `~/.cache/nodewright`; `%LOCALAPPDATA%\nodewright\cache` on Windows.
 * @returns undefined for a user without a home, for whom nothing is kept
 */
export function cacheFolder(folders: UserFolders): string | undefined {
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
