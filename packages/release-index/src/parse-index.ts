import { parseIndexJson } from "./parse-index-json.js";
import { parseIndexTab } from "./parse-index-tab.js";
import { indexError } from "./parse-row.js";
import type { ReleaseRow } from "./release-row.js";

/** The two forms in which nodejs.org and its mirrors publish an index. */
export type IndexFormat = "json" | "tab";

/** How {@link parseIndex} reads. */
export interface ParseIndexOptions {
  /** Told by the text's beginning when absent. */
  readonly format?: IndexFormat;
}

/**
 * Reads an index.json or index.tab, in the order of its rows. Lenient on keys and columns that it does not
 * know, strict on those that it does.
 *
 * @throws ReleaseIndexError `ERR_RELEASE_INDEX`, naming the row or line at fault.
 */
export function parseIndex(text: string, options: ParseIndexOptions = {}): ReleaseRow[] {
  const body = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const format = options.format ?? formatOf(body);
  return format === "json" ? parseIndexJson(body) : parseIndexTab(body);
}

function formatOf(body: string): IndexFormat {
  const start = body.trimStart();
  if (start.startsWith("[")) return "json";
  if (/^version\t/.test(start)) return "tab";
  throw indexError(
    whatItIs(start),
    "An index.json begins with `[`, an index.tab with a line of column names. Check the URL or file.",
  );
}

function whatItIs(start: string): string {
  if (start === "") return "it is empty";
  if (start.startsWith("<")) return "it is an HTML or XML page";
  if (start.startsWith("{")) return "it is a JSON object, not a list of releases";
  return `it begins with ${JSON.stringify(start.slice(0, 40))}`;
}
