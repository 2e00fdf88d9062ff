import { parseIndex, type ReleaseRow } from "@nodewright/release-index";
import { messageOf, SourceError } from "./errors.js";
import { isPlain, printable } from "./text.js";

/**
 * The rows of an index.json or index.tab.
 * @param where the file, for messages
 * @throws SourceError ERR_SOURCE_INDEX when it is not an index, or holds text that no release has
 */
export function readIndex(bytes: Uint8Array, where: string): ReleaseRow[] {
  let rows: ReleaseRow[];
  try {
    rows = parseIndex(new TextDecoder().decode(bytes));
  } catch (error) {
    throw notAnIndex(`${where}: ${messageOf(error)}`, error);
  }
  assertPlainRows(rows, where);
  return rows;
}

/**
 * An index is not signed, and its texts end up on terminals and in receipts: a codename that holds an escape
 * sequence is refused before anybody prints it.
 * @throws SourceError ERR_SOURCE_INDEX
 */
export function assertPlainRows(rows: readonly ReleaseRow[], where: string): void {
  for (const row of rows) {
    const texts = Object.values(row).flat();
    const foul = texts.find((text) => typeof text === "string" && !isPlain(text));
    if (foul !== undefined) throw notAnIndex(`${where}: ${row.version} has the text "${foul}"`);
  }
}

/** Whatever answered is no index of releases. */
export function notAnIndex(message: string, cause?: unknown): SourceError {
  return new SourceError("ERR_SOURCE_INDEX", printable(message), {
    hint: "a proxy or a login page may have answered in the server's place; else check the source's address",
    cause,
  });
}
