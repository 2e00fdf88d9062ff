import { enableCompileCache } from "node:module";
import { homedir } from "node:os";
import { join } from "node:path";
import { cacheFolder } from "@nodewright/user-folders";

/**
 * Keeps compiled code in the user's cache folder for the next start, which then takes two thirds of the time. Node.js
 * would use a folder that all users of the machine share. NODE_COMPILE_CACHE and NODE_DISABLE_COMPILE_CACHE are
 * honoured by Node.js itself; a folder that cannot be written is no failure.
 */
export function keepCompiledCode(env: Readonly<Record<string, string | undefined>>, platform: string): void {
  if (env.NODE_COMPILE_CACHE) return;
  const folder = cacheFolder({ env, platform, home: userHome() });
  // Node.js 20 has none; what is compiled there is not kept.
  if (folder !== undefined) enableCompileCache?.(join(folder, "code"));
}

/** Undefined for a user that the system does not know, as in many a container. */
function userHome(): string | undefined {
  try {
    return homedir();
  } catch {
    return undefined;
  }
}
