import { canonicalParts, canonicalText } from "./canonical.js";
import { checkDialect } from "./check-dialect.js";
import { COLUMNS, type Dialect } from "./dialects.generated.js";
import { readReplaced } from "./grammars/replacements.js";
import { GRAMMARS, type GrammarReading } from "./grammars.js";
import { completeTargets, listTargets } from "./known-targets.js";
import { quote } from "./quote.js";
import { remarkOf } from "./remarks.js";
import { commonPattern, createTarget, type Target, type TargetPattern } from "./target.js";
import { VARIANTS } from "./vocabulary.js";

export interface ParsedTarget {
  /** What all candidates share: the target itself when there is one. */
  readonly target: TargetPattern;
  /** Every target that the text may mean, never empty. */
  readonly candidates: readonly Target[];
  readonly dialect: Dialect;
  /** Whether the text leaves several candidates. */
  readonly lossy: boolean;
  /** What a reader of the text should know: what it leaves out, who reads it otherwise. */
  readonly warnings: readonly string[];
}

/** One dialect's spellings, both ways. */
interface Column {
  /** The preferred spelling of each known target. */
  readonly preferred: readonly (string | undefined)[];
  readonly readings: ReadonlyMap<string, ParsedTarget>;
}

const columns = new Map<Dialect, Column>();

/** Built at the dialect's first use. Throws ERR_TARGET_UNKNOWN_DIALECT. */
export function columnOf(dialect: Dialect): Column {
  const known = columns.get(dialect);
  if (known !== undefined) return known;
  checkDialect(dialect);
  const column = readColumn(dialect);
  columns.set(dialect, column);
  return column;
}

function readColumn(dialect: Dialect): Column {
  const cells = COLUMNS[dialect].split(";").map((cell) => (cell === "" ? [] : cell.split("|")));
  const spelled = new Map<string, Target[]>();
  listTargets().forEach((target, place) => {
    for (const text of cells[place] ?? []) spelled.set(text, [...(spelled.get(text) ?? []), target]);
  });
  const reading = ([text, targets]: [string, Target[]]): [string, ParsedTarget] => [
    text,
    makeReading(targets, dialect, remarkOf(text, dialect)),
  ];
  return {
    preferred: cells.map(([first]) => first),
    readings: new Map([...spelled].map(reading)),
  };
}

/** The first reading, widened by what the others read into the same text; undefined if there is none. */
export function mergeReadings([best, ...others]: readonly ParsedTarget[]): ParsedTarget | undefined {
  if (best === undefined) return undefined;
  const known = new Set(best.candidates.map(canonicalText));
  const strangers = others.flatMap(({ dialect, candidates }) => {
    const more = candidates.filter((target) => !known.has(canonicalText(target)));
    return more.length > 0 ? [{ dialect, more }] : [];
  });
  if (strangers.length === 0) return best;
  const all = new Map(
    [...best.candidates, ...strangers.flatMap(({ more }) => more)].map((t) => [canonicalText(t), t]),
  );
  const remarks = strangers.map(
    ({ dialect, more }) => `in the dialect ${dialect} it is ${more.map(canonicalText).join(", ")}`,
  );
  return makeReading([...all.values()], best.dialect, ...best.warnings, ...remarks);
}

function makeReading(
  targets: readonly Target[],
  dialect: Dialect,
  ...remarks: (string | undefined)[]
): ParsedTarget {
  return Object.freeze({
    target: commonPattern(targets),
    candidates: Object.freeze([...targets]),
    dialect,
    lossy: targets.length > 1,
    warnings: Object.freeze(remarks.filter((remark) => remark !== undefined)),
  });
}

/** No target is longer; the bound keeps a hostile text cheap. */
const LONGEST = 256;

/**
 * What the text means in the dialect; undefined if it is none of its texts. Throws TargetError for an unknown
 * dialect, and for a text that contradicts itself.
 */
export function readDialect(text: string, dialect: Dialect): ParsedTarget | undefined {
  const known = columnOf(dialect).readings.get(text);
  if (known !== undefined || text.length > LONGEST) return known;
  return dialect === "canonical" ? readCanonical(text) : readGrammar(text, dialect);
}

function readCanonical(text: string): ParsedTarget | undefined {
  const parts = canonicalParts(text);
  if (parts === undefined) return undefined;
  const { variant } = parts;
  const isNew = variant && !VARIANTS.includes(variant);
  const remark = isNew ? `variant ${quote(variant)} is not one that any known build has` : undefined;
  return makeReading(completeTargets(parts), "canonical", remark);
}

function readGrammar(text: string, dialect: Dialect): ParsedTarget | undefined {
  const grammar = GRAMMARS[dialect] ?? readReplaced;
  let reading = grammar(text, dialect);
  while (reading !== undefined) {
    const found = followReading(reading, dialect);
    if (found !== undefined) return found;
    reading = reading.otherwise;
  }
  return undefined;
}

function followReading(reading: GrammarReading, dialect: Dialect): ParsedTarget | undefined {
  const { texts = [], parts, add, warnings = [] } = reading;
  const { readings } = columnOf(dialect);
  const spelled = texts.map((text) => readings.get(text)).filter((one) => one !== undefined);
  const targets = new Set(spelled.flatMap((one) => one.candidates));
  const listed = listTargets().filter((target) => targets.has(target));
  const found = listed.length > 0 || parts === undefined ? listed : completeTargets(parts);
  const whole =
    add === undefined ? found : found.filter((t) => !t.variant).map((t) => createTarget({ ...t, ...add }));
  if (whole.length === 0) return undefined;
  return makeReading(whole, dialect, ...new Set([...spelled.flatMap((one) => one.warnings), ...warnings]));
}
