import { DIALECTS, type Dialect } from "./dialects.generated.js";
import { TargetError } from "./errors.js";
import { withNearest } from "./nearest-word.js";

export interface DialectInfo {
  readonly name: Dialect;
  /** What a text of the dialect is. */
  readonly about: string;
  /** Where its rule is written. */
  readonly source: string;
  /** Whether one of its texts may fit several targets. */
  readonly lossy: boolean;
}

/** Every dialect, in the order in which detection prefers them. */
export const dialects: readonly DialectInfo[] = /* @__PURE__ */ Object.freeze(
  DIALECTS.map(([name, about, source, lossy]) => Object.freeze({ name, about, source, lossy })),
);

/** @throws TargetError ERR_TARGET_UNKNOWN_DIALECT, as hint the nearest name. */
export function checkDialect(dialect: Dialect): void {
  if (dialects.some(({ name }) => name === dialect)) return;
  const names = dialects.map(({ name }) => name);
  throw new TargetError("ERR_TARGET_UNKNOWN_DIALECT", `there is no dialect ${JSON.stringify(dialect)}`, {
    hint: withNearest(String(dialect), names) ?? `dialects are ${names.join(", ")}`,
  });
}
