import { type Dialect, dialects } from "./dialects.generated.js";
import { TargetError } from "./errors.js";
import { withNearest } from "./nearest-word.js";
import { quote } from "./quote.js";

/** @throws TargetError ERR_TARGET_UNKNOWN_DIALECT, as hint the nearest name. */
export function checkDialect(dialect: Dialect): void {
  if (dialects.some(({ name }) => name === dialect)) return;
  const names = dialects.map(({ name }) => name);
  throw new TargetError("ERR_TARGET_UNKNOWN_DIALECT", `there is no dialect ${quote(String(dialect))}`, {
    hint: withNearest(String(dialect), names) ?? `dialects are ${names.join(", ")}`,
  });
}
