import { canonicalText } from "./canonical.js";
import type { Dialect } from "./dialects.generated.js";
import { ruleText } from "./format-rules.js";
import { placeOf } from "./known-targets.js";
import { columnOf } from "./reading.js";
import { createTarget, type Target } from "./target.js";

/**
 * The dialect's preferred spelling of the target, or null where it cannot say it: never that of a near one.
 *
 * @throws TargetError ERR_TARGET_UNKNOWN_DIALECT; what `createTarget` throws for an object that is no target.
 */
export function formatTarget(target: Target, dialect: Dialect = "canonical"): string | null {
  const column = columnOf(dialect);
  const place = placeOf(target);
  if (place !== undefined) return column.preferred[place] ?? null;
  const unlisted = createTarget(target);
  return dialect === "canonical" ? canonicalText(unlisted) : (ruleText(unlisted, dialect) ?? null);
}
