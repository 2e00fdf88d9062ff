import type { Cell, CorpusTarget } from "./corpus.js";

type Fields = Readonly<Record<string, string | readonly string[] | null>>;

const list = (value: string | readonly string[] | null | undefined): readonly string[] => {
  if (value === null || value === undefined) return [];
  return typeof value === "string" ? [value] : value;
};

const isList = (cell: Cell): cell is readonly string[] => Array.isArray(cell);

/** A cell with fields, as the text that this package documents for the dialect. */
const STRUCTURED: Readonly<Record<string, (cell: Fields) => readonly string[]>> = {
  node: (cell) => [`${cell.platform}-${cell.arch}`],
  electron: (cell) => [`${cell.platform}-${cell.arch}`],
  nwjs: (cell) => [`${cell.platform}-${cell.arch}`],
  dist: (cell) => list(cell.slug),
  npm: (cell) => [[cell.os, cell.cpu, cell.libc].filter((word) => word !== null).join("-")],
  prebuildify: (cell) => [
    [...list(cell.dir), list(cell.tags).join(".")].filter((part) => part !== "").join("/"),
  ],
  go: (cell) => list(cell.GOOS).map((os) => `${os}/${cell.GOARCH}${cell.GOARM ? `,${cell.GOARM}` : ""}`),
  gha: (cell) => [`${cell.os}-${String(cell.arch).split(" ")[0]}`],
  uname: (cell) => list(cell.s).flatMap((s) => list(cell.m).map((m) => `${s} ${m}`)),
};

/** The texts of a cell, the preferred one first. */
export function textsOf(dialect: string, cell: Cell): readonly string[] {
  if (typeof cell === "string") return [cell];
  if (isList(cell)) return cell;
  const write = STRUCTURED[dialect];
  if (write === undefined) throw new Error(`no text for the cells of ${dialect}`);
  return write(cell);
}

/** Every target whose cell has the text. */
export function targetsWith(
  targets: readonly CorpusTarget[],
  dialect: string,
  text: string,
): readonly string[] {
  const has = ({ dialects }: CorpusTarget) => textsOf(dialect, dialects[dialect] ?? []).includes(text);
  return targets.filter(has).map(({ id }) => id);
}
