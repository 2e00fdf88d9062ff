import { canonicalText } from "./canonical.js";
import type { Dialect } from "./dialects.generated.js";
import { ruleText } from "./format-rules.js";
import { placeOf } from "./known-targets.js";
import { columnOf, readDialect } from "./reading.js";
import { createTarget, type Target, targetsEqual } from "./target.js";

/**
 * The dialect's preferred spelling of the target, or null where it cannot say it: it never gives that of a near one.
 * What it gives reads back as the target, alone or among others.
 *
 * @throws TargetError ERR_TARGET_UNKNOWN_DIALECT; what `createTarget` throws for an object that is no target.
 */
export function formatTarget(target: Target, dialect: Dialect = "canonical"): string | null {
  const column = columnOf(dialect);
  const place = placeOf(target);
  if (place !== undefined) return column.preferred[place] ?? null;
  const checked = createTarget(target);
  return targetsEqual(checked, target) ? formatUnlisted(checked, dialect) : formatTarget(checked, dialect);
}

function formatUnlisted(target: Target, dialect: Dialect): string | null {
  const text = dialect === "canonical" ? canonicalText(target) : ruleText(target, dialect);
  const candidates = text === undefined ? [] : (readDialect(text, dialect)?.candidates ?? []);
  return text !== undefined && candidates.some((one) => targetsEqual(one, target)) ? text : null;
}
