import { UsageError } from "@nodewright/command-line";
import { formatTarget, parseTarget, type Target } from "@nodewright/target-triple";

/**
 * The one target that a user's text means. What the text leaves open is taken from the host where the host's own
 * value fits, else glibc on Linux; otherwise the user has to say more.
 */
export function readTarget(text: string | undefined, host: Target): Target {
  if (text === undefined || text === "host") return host;
  const { candidates } = parseTarget(text);
  const [only, second] = candidates;
  if (only !== undefined && second === undefined) return only;
  const plain = candidates.filter(({ variant, cpuLevel }) => variant === undefined && cpuLevel === undefined);
  const chosen =
    plain.find((target) => formatTarget(target) === formatTarget(host)) ??
    plain.find(({ os, libc }) => os === host.os && libc === host.libc) ??
    plain.find(({ libc }) => libc === "glibc") ??
    (plain.length === 1 ? plain[0] : undefined);
  if (chosen !== undefined) return chosen;
  throw new UsageError(`--target ${JSON.stringify(text)} can mean several targets`, {
    hint: `name one of ${candidates.map((target) => formatTarget(target)).join(", ")}`,
  });
}
