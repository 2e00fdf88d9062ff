import type { BuildContext } from "../context.js";
import { capture } from "../run-command.js";

/** What stands at the beginning of the addresses that a mirror's own replaces. */
const ORIGIN = "https://nodejs.org/dist";

/**
 * Where else a pinned archive may be had: from the command, mirror or complete address that the user has
 * set. An archive that nothing pins is never taken from a mirror.
 */
export async function mirrorFor(
  context: BuildContext,
  url: string,
  digest: string,
): Promise<string | undefined> {
  const { env } = context;
  if (env.NODE_BUILD_SKIP_MIRROR) return undefined;
  const command = env.NODE_BUILD_MIRROR_CMD;
  if (command) {
    const answer = await capture([command, url, digest], {
      env,
      cwd: context.buildPath,
      stderrFd: context.logFd,
    });
    return answer || undefined;
  }
  return mirrorUrl(env, url);
}

/** The mirror's address of a URL, from NODE_BUILD_MIRROR_URL or NODE_BUILD_MIRROR_PACKAGE_URL. */
export function mirrorUrl(env: BuildContext["env"], url: string): string | undefined {
  const mirror = env.NODE_BUILD_MIRROR_URL?.replace(/\/$/, "");
  if (mirror) return url.replace(ORIGIN, () => mirror);
  return env.NODE_BUILD_MIRROR_PACKAGE_URL || undefined;
}
