import { tokensFor } from "@nodewright/release-index";
import {
  type CompatibleTarget,
  chooseTarget,
  compatibleTargets,
  parseTarget,
  type Target,
  targetsEqual,
} from "@nodewright/target-triple";

/**
 * What else runs on a host, best first, of all that Node.js is published for: x64 on Apple Silicon and on arm64
 * Windows, ARMv6 on ARMv7, builds for older systems of glibc. The host's own target is not among them.
 * @param glibcVersion the host's glibc, where it is known
 */
export function fallbacksFor(
  host: Target,
  { glibcVersion }: { readonly glibcVersion?: string | undefined } = {},
): readonly CompatibleTarget[] {
  return compatibleTargets(host, { glibcVersion }).filter(
    ({ target, reason }) => reason !== "exact" && tokensFor(target).length > 0,
  );
}

/** What to look for, in the order of preference. */
export interface WantedTargets {
  readonly target: Target;
  readonly fallbacks: readonly CompatibleTarget[];
}

/**
 * The targets that a person means on a host: the host's own, else what runs there too. A target that is named has no
 * fallbacks but those that the name leaves open, such as the build for an older glibc of `linux-x64`.
 * @param text a target in any dialect, `host`, or nothing
 * @throws TargetError as `chooseTarget`
 */
export function wantedTargets(
  text: string | undefined,
  { host, glibcVersion }: { readonly host: Target; readonly glibcVersion?: string | undefined },
): WantedTargets {
  if (text === undefined || text === "host") {
    return { target: host, fallbacks: fallbacksFor(host, { glibcVersion }) };
  }
  const target = chooseTarget(text, { host });
  const { candidates } = parseTarget(text);
  const isHost = targetsEqual(target, host);
  const fallbacks = fallbacksFor(target, { glibcVersion: isHost ? glibcVersion : undefined });
  return {
    target,
    fallbacks: fallbacks.filter((one) => candidates.some((named) => targetsEqual(named, one.target))),
  };
}
