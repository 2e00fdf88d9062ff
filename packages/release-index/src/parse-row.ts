import { ReleaseIndexError } from "./errors.js";
import { tryParseVersion } from "./node-version.js";
import { COMPONENTS, type ReleaseRow } from "./release-row.js";

/** The known keys of a row before they are checked. */
export type RawRow = { readonly [Key in keyof ReleaseRow]?: unknown };

/**
 * Checks the known keys of one row. `at` tells the row in errors. The keys of the result stand in the
 * index's order, absent ones left out.
 */
export function parseRow(raw: RawRow, at: string): ReleaseRow {
  const version = raw.version;
  if (typeof version !== "string" || !version.startsWith("v") || !tryParseVersion(version)) {
    throw wrong(at, "version", "a version as in v22.11.0", version);
  }
  const where = `${at} (${version})`;
  return {
    version,
    date: checkDate(raw.date, where),
    files: checkFiles(raw.files, where),
    ...checkComponents(raw, where),
    ...checkLts(raw.lts, where),
    ...checkSecurity(raw.security, where),
  };
}

function checkDate(value: unknown, where: string): string {
  if (typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value)) return value;
  throw wrong(where, "date", "a day as in 2026-09-07", value);
}

function checkFiles(value: unknown, where: string): readonly string[] {
  if (Array.isArray(value) && value.every((file) => typeof file === "string")) return value;
  throw wrong(where, "files", "a list of texts", value);
}

function checkComponents(raw: RawRow, where: string): Pick<ReleaseRow, (typeof COMPONENTS)[number]> {
  const components: { -readonly [Key in (typeof COMPONENTS)[number]]?: string | null } = {};
  for (const key of COMPONENTS) {
    const value = raw[key];
    if (value === undefined) continue;
    if (value !== null && typeof value !== "string") throw wrong(where, key, "a text or null", value);
    components[key] = value;
  }
  return components;
}

function checkLts(value: unknown, where: string): Pick<ReleaseRow, "lts"> {
  if (value === undefined) return {};
  if (value === null || value === false || (typeof value === "string" && value !== "")) return { lts: value };
  throw wrong(where, "lts", "a codename or false", value);
}

function checkSecurity(value: unknown, where: string): Pick<ReleaseRow, "security"> {
  if (value === undefined) return {};
  if (value === null || typeof value === "boolean") return { security: value };
  throw wrong(where, "security", "true or false", value);
}

function wrong(where: string, key: string, wanted: string, value: unknown): ReleaseIndexError {
  return indexError(`${where}: "${key}" is ${describeValue(value)}, not ${wanted}`);
}

/** For an index that cannot be read. */
export function indexError(why: string, hint?: string, cause?: unknown): ReleaseIndexError {
  return new ReleaseIndexError("ERR_RELEASE_INDEX", `cannot read the release index: ${why}`, { hint, cause });
}

/** What to do about an index that breaks off. */
export const CUT_OFF = "A download that was cut off looks like this. Fetch the index again.";

/** A value as an error message shows it: short, and never more than its beginning. */
export function describeValue(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
