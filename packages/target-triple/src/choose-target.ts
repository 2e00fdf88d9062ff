import { canonicalText } from "./canonical.js";
import type { Dialect } from "./dialects.generated.js";
import { TargetError } from "./errors.js";
import { parseTarget } from "./parse-target.js";
import { quote } from "./quote.js";
import { type Target, targetsEqual } from "./target.js";

export interface ChooseOptions {
  /** Whose values fill in what the text leaves open, where they fit; glibc does on Linux where they do not. */
  readonly host?: Target | undefined;
  readonly dialect?: Dialect | undefined;
}

/**
 * The one target that a person means who types a spelling on a host: `linux-arm64` on a musl host is
 * `linux-arm64-musl`, elsewhere `linux-arm64-glibc`; `host` is the host. Variants and CPU levels are never chosen
 * unless the text names them. For choices in programs use the candidates of `parseTarget`.
 *
 * @throws TargetError ERR_TARGET_AMBIGUOUS where that does not decide; what `parseTarget` throws.
 */
export function chooseTarget(text: string, { host, dialect }: ChooseOptions = {}): Target {
  if (text === "host" && host !== undefined) return host;
  const { candidates } = parseTarget(text, dialect);
  const [only, second] = candidates;
  if (only !== undefined && second === undefined) return only;
  const plain = candidates.filter(({ variant, cpuLevel }) => variant === undefined && cpuLevel === undefined);
  const chosen =
    plain.find((target) => host !== undefined && targetsEqual(target, host)) ??
    one(plain.filter(({ os, libc }) => host !== undefined && os === host.os && libc === host.libc)) ??
    one(plain.filter(({ libc }) => libc === "glibc")) ??
    one(plain);
  if (chosen !== undefined) return chosen;
  throw new TargetError(
    "ERR_TARGET_AMBIGUOUS",
    `${quote(text)} can mean ${candidates.map(canonicalText).join(", ")}`,
    { hint: "name one of them" },
  );
}

function one(targets: readonly Target[]): Target | undefined {
  return targets.length === 1 ? targets[0] : undefined;
}
