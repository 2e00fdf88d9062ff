import { canonicalText } from "./canonical.js";
import { detectDialect } from "./detect-dialect.js";
import { type Dialect, dialects } from "./dialects.generated.js";
import { formatTarget } from "./format-target.js";
import { parseTarget } from "./parse-target.js";
import { quote } from "./quote.js";
import type { ParsedTarget } from "./reading.js";

export interface TargetExplanation extends ParsedTarget {
  readonly input: string;
  /** How each dialect that has the text reads it, likeliest first. */
  readonly readings: readonly ParsedTarget[];
  /** By dialect, every spelling that a candidate has in it; empty where it cannot say any. */
  readonly spellings: Readonly<Record<string, readonly string[]>>;
  /** All of it, for people. */
  readonly text: string;
}

/** What a text means, who else would read it how, and how it is spelled elsewhere. Throws as `parseTarget` does. */
export function explainTarget(input: string, dialect?: Dialect): TargetExplanation {
  const parsed = parseTarget(input, dialect);
  const readings = detectDialect(input);
  const spellings = spellingsOf(parsed);
  return { ...parsed, input, readings, spellings, text: toText(input, parsed, { readings, spellings }) };
}

type Spellings = TargetExplanation["spellings"];

function spellingsOf({ candidates }: ParsedTarget): Spellings {
  const spell = (dialect: Dialect) => {
    const texts = candidates.map((target) => formatTarget(target, dialect));
    return [...new Set(texts.filter((text) => text !== null))];
  };
  return Object.fromEntries(dialects.map(({ name }) => [name, spell(name)]));
}

type Details = Pick<TargetExplanation, "readings" | "spellings">;

function toText(input: string, parsed: ParsedTarget, { readings, spellings }: Details): string {
  const source = dialects.find(({ name }) => name === parsed.dialect)?.source;
  const others = readings.map((reading) => reading.dialect).filter((name) => name !== parsed.dialect);
  const elsewhere = Object.entries(spellings).filter(
    ([name, texts]) => name !== "canonical" && texts.length > 0,
  );
  return [
    `${quote(input)} is ${parsed.candidates.map(canonicalText).join(" or ")}`,
    `read as ${parsed.dialect} (${source})`,
    ...parsed.warnings.map((warning) => `note: ${warning}`),
    ...(others.length > 0 ? [`also a text of: ${others.join(", ")}`] : []),
    ...elsewhere.map(([name, texts]) => `  ${name}: ${texts.join(", ")}`),
  ].join("\n");
}
