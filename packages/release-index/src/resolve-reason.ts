import type { Target } from "@nodewright/target-triple";
import { olderListed } from "./build-state.js";
import { isBuiltFor, nameOfTarget } from "./builds.js";
import { phraseMeaning } from "./phrase-meaning.js";
import type { IndexEntry, PreparedIndex } from "./prepare-index.js";
import type { SpecDialect, SpecMeaning } from "./spec.js";

/** What there is to say of an answer. */
export interface ReasonParts {
  readonly spec: string;
  readonly dialect: SpecDialect;
  readonly meaning: SpecMeaning;
  readonly entry: IndexEntry;
  readonly index: PreparedIndex;
  readonly target?: Target | undefined;
  /** The newest release that is meant, when it was not built for the target. */
  readonly passedOver?: IndexEntry | undefined;
}

/** Why this release is the answer, for people. */
export function reasonOf(parts: ReasonParts): string {
  const { spec, dialect, meaning, entry, target, passedOver } = parts;
  const whose = dialect === "nodewright" ? "" : ` in ${dialect}`;
  const sentences = [`"${spec}"${whose} means ${phraseMeaning(meaning)}: ${describe(entry)}.`];
  if (target && passedOver) {
    sentences.push(`${passedOver.row.version} is newer but has no build for ${nameOfTarget(target)}.`);
  }
  if (target && isBuiltFor(entry.row, target) === undefined) sentences.push(whyExpected(parts, target));
  return sentences.join(" ");
}

function whyExpected({ entry, index }: ReasonParts, target: Target): string {
  const name = nameOfTarget(target);
  const older = olderListed(entry, index);
  const ground = older && isBuiltFor(older.row, target) ? `; ${older.row.version} was built for it` : "";
  return `The index does not tell whether it was built for ${name}${ground}.`;
}

/** `v24.21.0 (LTS "Krypton") of 2026-09-07`; indexes of folders and registries may not tell the day. */
function describe({ row }: IndexEntry): string {
  return `${row.version}${row.lts ? ` (LTS "${row.lts}")` : ""}${row.date ? ` of ${row.date}` : ""}`;
}
