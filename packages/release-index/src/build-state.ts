import type { Target } from "@nodewright/target-triple";
import { isBuiltFor } from "./builds.js";
import type { IndexEntry, PreparedIndex } from "./prepare-index.js";

/** `expected` where the row cannot tell: then the nearest older release of its line, if any, was built. */
export type BuildState = "built" | "expected" | "not-built";

/** Whether a release was built for a target, as far as the index tells. */
export function buildStateOf(entry: IndexEntry, target: Target, index: PreparedIndex): BuildState {
  const own = isBuiltFor(entry.row, target);
  if (own !== undefined) return own ? "built" : "not-built";
  const older = olderListed(entry, index);
  return older && isBuiltFor(older.row, target) === false ? "not-built" : "expected";
}

/** The nearest older release of the same line whose files are listed. */
export function olderListed(entry: IndexEntry, index: PreparedIndex): IndexEntry | undefined {
  const line = index.byLine.get(entry.line) ?? [];
  return line.slice(line.indexOf(entry) + 1).find(({ row }) => row.files.length > 0);
}
