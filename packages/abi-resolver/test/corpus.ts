import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = process.env.NODEWRIGHT_CORPUS ?? join(import.meta.dirname, "../../../../shared");
const folder = join(root, "data/release-index");

/** Real rows of nodejs.org's indexes; the repository does not carry them. */
export const hasCorpus: boolean = existsSync(join(folder, "index.tab"));

if (!hasCorpus && process.env.CI === "true" && process.env.NODEWRIGHT_CORPUS !== undefined) {
  throw new Error(`NODEWRIGHT_CORPUS is set, but ${folder} is not there`);
}

export interface CorpusRow {
  readonly version: string;
  readonly date: string;
  /** null where the row states none. */
  readonly modules: string | null;
}

/** The 860 releases. */
export function releaseRows(): readonly CorpusRow[] {
  const rows: readonly { version: string; date: string; modules?: string }[] = JSON.parse(
    readFileSync(join(folder, "index.rebuilt.json"), "utf8"),
  );
  return rows.map(({ version, date, modules }) => ({ version, date, modules: modules ?? null }));
}

/** Every second nightly. */
export function nightlyRows(): readonly CorpusRow[] {
  return tabRows("nightly-index.tab");
}

/** Every second release, as index.tab writes them. */
export function tabRows(name: string): readonly CorpusRow[] {
  const [head = "", ...lines] = readFileSync(join(folder, name), "utf8").trim().split("\n");
  const columns = head.split("\t");
  return lines.map((line) => {
    const cells = line.split("\t");
    const cell = (column: string) => cells[columns.indexOf(column)] ?? "";
    return {
      version: cell("version"),
      date: cell("date"),
      modules: cell("modules") === "-" ? null : cell("modules"),
    };
  });
}
