import { detectDialect, tryRead } from "./detect-dialect.js";
import { type Dialect, dialects } from "./dialects.generated.js";
import { TargetError } from "./errors.js";
import { withNearest } from "./nearest-word.js";
import { quote } from "./quote.js";
import { columnOf, mergeReadings, type ParsedTarget, readDialect } from "./reading.js";
import { hintOf } from "./remarks.js";

/**
 * Reads a spelling of a target. With a dialect, as that dialect means it. Without one, as canonical text if it
 * is that (`linux-x64` then leaves its libc open), else as every dialect that has it: where they disagree the
 * candidates are all their candidates and the warnings say who reads what. The result is frozen and shared.
 *
 * @throws TargetError ERR_TARGET_UNKNOWN with the nearest spelling as hint; ERR_TARGET_UNKNOWN_DIALECT; what
 *   `createTarget` throws for words that contradict each other.
 */
export function parseTarget(text: string, dialect?: Dialect): ParsedTarget {
  if (typeof text !== "string") throw new TypeError("the text of a target must be a string");
  if (dialect === undefined) return parseAny(text);
  const reading = readDialect(text, dialect);
  if (reading !== undefined) return reading;
  throw new TargetError("ERR_TARGET_UNKNOWN", `${quote(text)} is not a target of the dialect ${dialect}`, {
    hint: withNearest(text, columnOf(dialect).readings.keys(), hintOf(text, dialect)),
  });
}

/** Readings of texts that stand in a column: there are only so many. */
const detected = new Map<string, ParsedTarget>();

function parseAny(text: string): ParsedTarget {
  const known = columnOf("canonical").readings.get(text) ?? detected.get(text);
  if (known !== undefined) return known;
  const canonical = tryRead(text, "canonical");
  const reading = canonical instanceof TargetError ? undefined : canonical;
  const found = reading ?? mergeReadings(detectDialect(text));
  if (found === undefined) throw canonical instanceof TargetError ? canonical : unknownAnywhere(text);
  if (dialects.some(({ name }) => columnOf(name).readings.has(text))) detected.set(text, found);
  return found;
}

function unknownAnywhere(text: string): TargetError {
  const words = dialects.flatMap(({ name }) => [...columnOf(name).readings.keys()]);
  return new TargetError("ERR_TARGET_UNKNOWN", `${quote(text)} is a target in no dialect`, {
    hint:
      withNearest(text, words) ?? "write it as <os>-<arch>[-<libc>], such as linux-x64-musl or win32-arm64",
  });
}
