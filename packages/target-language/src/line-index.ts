import type { Position, Range } from "./types.js";

/** Between offsets in a text and positions in its lines. */
export interface LineIndex {
  positionAt(offset: number): Position;
  /** An offset of the text for every position: beyond a line it is the line's end, beyond the text the text's. */
  offsetAt(position: Position): number;
  rangeOf(start: number, end: number): Range;
}

/** Lines end with LF, CRLF or CR, as the protocol has it; a mark of byte order is a character of the first. */
export function createLineIndex(text: string): LineIndex {
  let known: number[] | undefined;
  const startsOf = (): number[] => {
    known ??= lineStarts(text);
    return known;
  };

  const positionAt = (offset: number): Position => {
    if (offset <= 0) return { line: 0, character: 0 };
    const starts = startsOf();
    const within = Math.min(Math.max(offset, 0), text.length);
    const line = lineAt(starts, within);
    return { line, character: within - (starts[line] ?? 0) };
  };
  const offsetAt = ({ line, character }: Position): number => {
    const starts = startsOf();
    const start = starts[line];
    if (start === undefined) return line < 0 ? 0 : text.length;
    const next = starts[line + 1];
    const end = next === undefined ? text.length : endOfLine(text, next);
    return Math.min(start + Math.max(character, 0), end);
  };
  return {
    positionAt,
    offsetAt,
    rangeOf: (start, end) => ({ start: positionAt(start), end: positionAt(end) }),
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  const ending = /\r\n|\r|\n/g;
  while (ending.exec(text) !== null) starts.push(ending.lastIndex);
  return starts;
}

function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where the line before `next` ends, without its CR and LF. */
function endOfLine(text: string, next: number): number {
  return text.endsWith("\r\n", next) ? next - 2 : next - 1;
}
