import { formatTarget, type Target } from "@nodewright/target-triple";

/** A target as messages spell it. */
export function targetName(target: Target): string {
  return formatTarget(target) ?? `${target.os}-${target.arch}`;
}
