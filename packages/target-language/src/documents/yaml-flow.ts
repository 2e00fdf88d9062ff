import type { YamlScalar } from "./yaml-outline.js";

/** Deeper than anybody nests collections in brackets. */
const MAX_DEPTH = 32;

export interface FlowReader {
  /** The scalars of the value that begins at an offset of a line, and where it ends. */
  readLineValue(
    at: number,
    path: YamlScalar["path"],
  ): { readonly scalars: YamlScalar[]; readonly end: number };
}

/** Reads what stands in one line: a plain or quoted scalar, or a collection in brackets, over lines too. */
export function createFlowReader(text: string): FlowReader {
  const scalars: YamlScalar[] = [];

  const skip = (at: number): number => {
    const gap = /(?:\s|(?<=\s|^)#[^\n]*)*/y;
    gap.lastIndex = at;
    return at + (gap.exec(text)?.[0].length ?? 0);
  };

  const readQuoted = (at: number): { end: number; start: number; stop: number } => {
    const quoted = text[at] === '"' ? /"(?:[^"\\]|\\.)*"/sy : /'(?:[^']|'')*'/y;
    quoted.lastIndex = at;
    const length = quoted.exec(text)?.[0].length;
    // Half typed: to the end of the line.
    const lineEnd = /[^\r\n]*/y;
    lineEnd.lastIndex = at;
    const end = length === undefined ? at + (lineEnd.exec(text)?.[0].length ?? 1) : at + length;
    return { start: at + 1, stop: length === undefined ? end : end - 1, end };
  };

  const readScalar = (at: number, path: YamlScalar["path"], plain: RegExp): number => {
    if (text[at] === '"' || text[at] === "'") {
      const { start, stop, end } = readQuoted(at);
      scalars.push({ path, text: text.slice(start, stop), start, end: stop, isQuoted: true });
      return end;
    }
    plain.lastIndex = at;
    const word = plain.exec(text)?.[0].trimEnd() ?? "";
    const end = at + word.length;
    if (!word.startsWith("*")) scalars.push({ path, text: word, start: at, end, isQuoted: false });
    return end;
  };

  const readCollection = (at: number, path: YamlScalar["path"], depth: number): number => {
    const close = text[at] === "[" ? "]" : "}";
    let offset = skip(at + 1);
    for (let index = 0; offset < text.length && text[offset] !== close; index++) {
      const from = offset;
      offset = skip(readEntry(offset, close === "]" ? [...path, index] : path, depth));
      if (text[offset] === ",") offset = skip(offset + 1);
      else if (text[offset] !== close) return offset;
      if (offset === from) return offset;
    }
    return Math.min(offset + 1, text.length);
  };

  /** An item, or a pair of key and value. */
  const readEntry = (at: number, path: YamlScalar["path"], depth: number): number => {
    const key =
      /(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\n]|'')*)'|([^\s"'[\]{},][^,[\]{}\n]{0,300}?))[ \t]{0,9}:(?=[\s,[\]{}]|$)/y;
    key.lastIndex = at;
    const found = key.exec(text);
    if (found === null) return readNested(at, path, depth);
    const own = [...path, found[1] ?? found[2] ?? found[3] ?? ""];
    return readNested(skip(at + found[0].length), own, depth);
  };

  const readNested = (at: number, path: YamlScalar["path"], depth: number): number => {
    const isCollection = text[at] === "[" || text[at] === "{";
    if (isCollection && depth < MAX_DEPTH) return readCollection(at, path, depth + 1);
    return readScalar(at, path, /(?:(?!\s#)[^,[\]{}\n])*/y);
  };

  return {
    readLineValue(at, path) {
      const isCollection = text[at] === "[" || text[at] === "{";
      const end = isCollection ? readCollection(at, path, 0) : readScalar(at, path, /(?:(?!\s#)[^\r\n])*/y);
      return { scalars, end };
    },
  };
}
