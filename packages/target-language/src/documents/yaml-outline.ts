import { createFlowReader } from "./yaml-flow.js";

/** A scalar of a YAML text: where it stands, and under which keys. */
export interface YamlScalar {
  readonly path: readonly (string | number)[];
  /** Without quotes; escapes stay as they are typed. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly isQuoted: boolean;
}

/** An open mapping or sequence: the column it stands at, and its current key or index. */
interface Level {
  readonly column: number;
  readonly isSequence: boolean;
  key: string | number;
}

const KEY =
  /^(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\n]|'')*)'|([^\s#"'[\]{}&*!|>%@`,:-](?:[^:#\n]|:(?!\s)|(?<!\s)#)*?|[:-](?=\S)(?:[^:#\n]|:(?!\s)|(?<!\s)#)*?))[ \t]*:(?=\s|$)/;
const MAX_COLUMN = 1000;
/** A key and its colon; a longer text is taken for a scalar. */
const MAX_KEY = 300;
/** Deeper than anybody nests: lines beyond are passed over. */
const MAX_DEPTH = 64;
const BLOCK = /^[|>][-+0-9]*[ \t]*(?:#.*)?$/;

/**
 * The scalars of a YAML text in block and flow style, in their order, with an empty one for a key without a value.
 * Never throws: what is half typed is passed over. Aliases, multi-line scalars and the texts of block scalars are left
 * out, for neither holds a version; a document after the first goes on with the same paths.
 */
export function readYaml(text: string): YamlScalar[] {
  return new Outline(text).read();
}

class Outline {
  readonly #text: string;
  readonly #scalars: YamlScalar[] = [];
  #levels: Level[] = [];
  /** A key whose value may follow on deeper lines. */
  #pending: (YamlScalar & { readonly column: number }) | undefined;
  /** Lines deeper than this are the text of a block scalar. */
  #blockColumn: number | undefined;
  /** Where reading goes on. */
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): YamlScalar[] {
    this.#at = this.#text.startsWith("\uFEFF") ? 1 : 0;
    while (this.#at < this.#text.length) this.#readLine();
    this.#settle(-1, false);
    return this.#scalars;
  }

  #readLine(): void {
    const start = this.#at;
    const line = this.#lineFrom(start);
    this.#at = start + line.length + 1;
    const content = line.trimStart();
    if (line.length - content.length > MAX_COLUMN) return;
    if (content.trim() === "" || content.startsWith("#")) return;
    const column = line.length - content.length;
    if (this.#blockColumn !== undefined && column > this.#blockColumn) return;
    this.#blockColumn = undefined;
    if (/^(?:---|\.\.\.)(?:\s|$)/.test(line)) {
      this.#settle(-1, false);
      this.#levels = [];
      return;
    }
    this.#readNode(start + column, column);
  }

  #lineFrom(start: number): string {
    const end = this.#text.indexOf("\n", start);
    return this.#text.slice(start, end < 0 ? this.#text.length : end);
  }

  /** What begins at a column: items of sequences, one in the other, then a key or a scalar. */
  #readNode(at: number, column: number): void {
    let [offset, indent] = [at, column];
    for (let items = 0; items < MAX_DEPTH; items++) {
      const dash = /^-(?:[ \t]+|(?=\r?$))/.exec(this.#lineFrom(offset));
      if (dash === null) break;
      this.#settle(indent, true);
      this.#enterItem(indent);
      offset += dash[0].length;
      indent += dash[0].length;
    }
    const rest = this.#lineFrom(offset).trimEnd();
    const key = KEY.exec(rest.slice(0, MAX_KEY));
    if (key === null) {
      this.#readValue(offset, column, offset > at);
      return;
    }
    this.#settle(indent, false);
    this.#enterKey(indent, key[1] ?? key[2] ?? key[3] ?? "");
    const spaces = /^[ \t]*/.exec(rest.slice(key[0].length))?.[0].length ?? 0;
    this.#readValue(offset + key[0].length + spaces, indent, true);
  }

  #enterItem(column: number): void {
    this.#levels = this.#levels.filter((level) => level.column <= column);
    const top = this.#levels.at(-1);
    if (top?.isSequence && top.column === column) top.key = Number(top.key) + 1;
    else this.#levels.push({ column, isSequence: true, key: 0 });
  }

  #enterKey(column: number, key: string): void {
    const isKept = (level: Level) => level.column < column || (level.column === column && !level.isSequence);
    this.#levels = this.#levels.filter(isKept);
    const top = this.#levels.at(-1);
    if (top?.column === column) top.key = key;
    else this.#levels.push({ column, isSequence: false, key });
  }

  /** A key that waited for its value has none, unless this line is deeper, or an item in its own column. */
  #settle(column: number, isItem: boolean): void {
    const pending = this.#pending;
    this.#pending = undefined;
    if (pending === undefined || column > pending.column || (isItem && column === pending.column)) return;
    const { column: _, ...scalar } = pending;
    this.#scalars.push(scalar);
  }

  #readValue(at: number, column: number, isExpected: boolean): void {
    const raw = this.#lineFrom(at).trimEnd();
    const tags = /^(?:[&!][^\s,[\]{}]*(?:[ \t]+|$))*/.exec(raw)?.[0].length ?? 0;
    const [offset, rest] = [at + tags, raw.slice(tags)];
    // A line that continues the scalar of the one before it.
    if (!isExpected && this.#levels.length > 0 && !/^[[{]/.test(rest)) return;
    if (BLOCK.test(rest)) {
      this.#blockColumn = column;
      return;
    }
    const path = this.#levels.map(({ key }) => key);
    if (rest === "" || rest.startsWith("#")) {
      this.#pending = { path, text: "", start: offset, end: offset, isQuoted: false, column };
      return;
    }
    const { scalars, end } = createFlowReader(this.#text).readLineValue(offset, path);
    this.#scalars.push(...scalars);
    // A collection may end some lines below.
    if (end >= this.#at) this.#at = end + this.#lineFrom(end).length + 1;
  }
}
