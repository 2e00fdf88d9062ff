import {
  complete,
  diagnose,
  hover,
  type LanguageContext,
  publishersOf,
  quickFixes,
} from "@nodewright/target-language";
import { type Dialect, dialects, explainTarget, formatTarget } from "@nodewright/target-triple";
import type { Calls, Conversion } from "./protocol.js";

/** Everything that the page asks for. @throws TargetError from `convert`, for what is no target */
export function answersAt(now: () => Date): Calls {
  const context = (): LanguageContext => ({ now: now() });
  return {
    dialects: () => dialects.map(({ name, source }) => ({ name, source })),
    convert: (text, dialect) => convert(text, dialect, context()),
    diagnose: (document) => diagnose(document, context()),
    fixes: (document, range) => quickFixes(document, range, context()),
    complete: (document, position) => complete(document, position, context()),
    hover: (document, position) => hover(document, position, context()),
  };
}

function convert(text: string, wanted: Dialect | undefined, context: LanguageContext): Conversion {
  const { candidates, dialect, warnings, readings, spellings } = explainTarget(text, wanted);
  return {
    meanings: candidates.map((target) => ({
      target: formatTarget(target) ?? "",
      publishers: publishersOf(target, context),
    })),
    dialect,
    source: dialects.find(({ name }) => name === dialect)?.source ?? "",
    warnings,
    others: readings.map((reading) => reading.dialect).filter((name) => name !== dialect),
    spellings: dialects.map(({ name }) => ({ dialect: name, texts: spellings[name] ?? [] })),
  };
}
