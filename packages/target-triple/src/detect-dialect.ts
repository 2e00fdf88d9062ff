import { type Dialect, dialects } from "./dialects.generated.js";
import { TargetError } from "./errors.js";
import { columnOf, type ParsedTarget, readDialect } from "./reading.js";

/**
 * How every dialect that has the text reads it, likeliest first: canonical, then those that write it so themselves
 * before those that only understand it, then those that leave the fewest candidates, then in the order of
 * `dialects`. Empty if none has it.
 */
export function detectDialect(text: string): readonly ParsedTarget[] {
  const readings = dialects.flatMap(({ name }) => {
    const reading = tryRead(text, name);
    return reading === undefined || reading instanceof TargetError ? [] : [reading];
  });
  const rank = ({ dialect, candidates }: ParsedTarget) => {
    if (dialect === "canonical") return 0;
    return candidates.length + (columnOf(dialect).readings.has(text) ? 0 : 1000);
  };
  return readings.sort((left, right) => rank(left) - rank(right));
}

/** The reading of the text, or why it has none; undefined if nothing is known but that. */
export function tryRead(text: string, dialect: Dialect): ParsedTarget | TargetError | undefined {
  try {
    return readDialect(text, dialect);
  } catch (error) {
    if (error instanceof TargetError) return error;
    throw error;
  }
}
