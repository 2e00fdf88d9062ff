import type { IndexFormat } from "./parse-index.js";
import { COLUMNS, IOJS_COLUMN_COUNT, type ReleaseRow } from "./release-row.js";

/**
 * Writes an index byte for byte as nodejs.org does, in the order of the rows: one row a line, absent keys
 * left out of index.json, and `-` in index.tab for what is absent, false or empty. Rows of which none has
 * `lts` or `security` give io.js's nine columns.
 */
export function formatIndex(rows: readonly ReleaseRow[], format: IndexFormat): string {
  return format === "json" ? formatJson(rows) : formatTab(rows);
}

function formatJson(rows: readonly ReleaseRow[]): string {
  const lines = rows.map((row) => JSON.stringify(row, [...COLUMNS]));
  return lines.length === 0 ? "[\n]\n" : `[\n${lines.join(",\n")}\n]\n`;
}

function formatTab(rows: readonly ReleaseRow[]): string {
  const isIojs = rows.length > 0 && rows.every((row) => row.lts === undefined && row.security === undefined);
  const columns = isIojs ? COLUMNS.slice(0, IOJS_COLUMN_COUNT) : COLUMNS;
  const lines = rows.map((row) => columns.map((name) => cellOf(row[name])).join("\t"));
  return `${[columns.join("\t"), ...lines].join("\n")}\n`;
}

function cellOf(value: ReleaseRow[(typeof COLUMNS)[number]]): string {
  if (typeof value === "object" && value !== null) return value.join(",") || "-";
  return value ? String(value) : "-";
}
