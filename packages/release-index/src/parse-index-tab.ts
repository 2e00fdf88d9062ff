import type { ReleaseIndexError } from "./errors.js";
import { CUT_OFF, indexError, parseRow, type RawRow } from "./parse-row.js";
import { COLUMNS, COMPONENTS, type ReleaseRow } from "./release-row.js";

/** What index.tab writes for a value that is absent, false or empty. */
const ABSENT = "-";

/** Reads index.tab; see `parseIndex`. Columns are found by their names in the first line. */
export function parseIndexTab(text: string): ReleaseRow[] {
  const lines = text.split(/\r?\n/);
  const columns = (lines[0] ?? "").split("\t");
  for (const name of ["version", "date", "files"]) {
    if (!columns.includes(name)) throw wrong(1, `there is no column "${name}"`);
  }
  const rows: ReleaseRow[] = [];
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line === "") continue;
    rows.push(parseLine(line, index + 1, columns));
  }
  return rows;
}

function parseLine(line: string, number: number, columns: readonly string[]): ReleaseRow {
  const cells = line.split("\t");
  if (cells.length !== columns.length) {
    throw wrong(number, `${cells.length} columns where the first line names ${columns.length}`);
  }
  const raw: { -readonly [Key in keyof RawRow]: unknown } = {};
  for (const name of COLUMNS) {
    const cell = cells[columns.indexOf(name)];
    if (cell !== undefined) raw[name] = valueOfCell(name, cell, number);
  }
  return parseRow(raw, `line ${number}`);
}

function valueOfCell(name: (typeof COLUMNS)[number], cell: string, number: number): unknown {
  if (name === "files") return cell === ABSENT ? [] : cell.split(",");
  if (name === "lts") return cell === ABSENT ? false : cell;
  if (name === "security") return securityOf(cell, number);
  if (isComponent(name)) return cell === ABSENT ? undefined : cell;
  return cell;
}

function securityOf(cell: string, number: number): boolean {
  if (cell === ABSENT || cell === "false") return false;
  if (cell === "true") return true;
  throw wrong(number, `"security" is ${JSON.stringify(cell)}, not "true" or "-"`);
}

function isComponent(name: string): boolean {
  return COMPONENTS.some((component) => component === name);
}

function wrong(line: number, why: string): ReleaseIndexError {
  return indexError(`line ${line}: ${why}`, CUT_OFF);
}
