import { CUT_OFF, describeValue, indexError, parseRow } from "./parse-row.js";
import { COLUMNS, type ReleaseRow } from "./release-row.js";

/** Reads index.json; see `parseIndex`. */
export function parseIndexJson(text: string): ReleaseRow[] {
  const rows = parseJson(text);
  if (!Array.isArray(rows)) {
    throw indexError(`it is ${describeValue(rows)}, not a list of releases`);
  }
  return rows.map((row: unknown, index) => {
    const at = `row ${index + 1}`;
    if (!isRecord(row)) {
      throw indexError(`${at} is ${describeValue(row)}, not an object`);
    }
    return parseRow(Object.fromEntries(COLUMNS.map((key) => [key, row[key]])), at);
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw indexError(`it is not JSON${lineOf(text, reason)}: ${reason}`, CUT_OFF, cause);
  }
}

/** V8 tells the place of a syntax error as an offset, and only in its message. */
function lineOf(text: string, reason: string): string {
  const offset = /at position (\d+)/.exec(reason)?.[1];
  if (offset === undefined) return "";
  return ` at line ${text.slice(0, Number(offset)).split("\n").length}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
