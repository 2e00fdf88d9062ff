import { canonicalText } from "./canonical.js";
import type { Dialect } from "./dialects.generated.js";
import { TargetError } from "./errors.js";
import { formatTarget } from "./format-target.js";
import { parseTarget } from "./parse-target.js";
import { quote } from "./quote.js";

export interface ConvertOptions {
  /** Dialect of the text; without it the dialect is detected. */
  readonly from?: Dialect | undefined;
  readonly to: Dialect;
}

/**
 * The text in another dialect, or null where that cannot say it.
 *
 * @throws TargetError ERR_TARGET_AMBIGUOUS where the text leaves several targets which the other dialect does not
 *   spell alike; what `parseTarget` throws.
 */
export function convertTarget(text: string, { from, to }: ConvertOptions): string | null {
  const { candidates, dialect } = parseTarget(text, from);
  const spellings = new Set(candidates.map((target) => formatTarget(target, to)));
  const [only = null, ...more] = spellings;
  if (more.length === 0) return only;
  const meant = candidates.map(
    (target) => `${canonicalText(target)} (${formatTarget(target, to) ?? "nothing"})`,
  );
  throw new TargetError(
    "ERR_TARGET_AMBIGUOUS",
    `${quote(text)} of the dialect ${dialect} has no one spelling in ${to}: it may mean ${meant.join(", ")}`,
    { hint: "name the target in full, or choose among the candidates of parseTarget" },
  );
}
