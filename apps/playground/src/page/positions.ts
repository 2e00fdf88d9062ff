import type { Text } from "@codemirror/state";
import type { Position, Range } from "@nodewright/target-language";

/** Where a position is in a text; the end of the line or text for what is behind it. */
function offsetAt(text: Text, { line, character }: Position): number {
  if (line >= text.lines) return text.length;
  const { from, length } = text.line(line + 1);
  return from + Math.min(character, length);
}

export function positionAt(text: Text, offset: number): Position {
  const line = text.lineAt(offset);
  return { line: line.number - 1, character: offset - line.from };
}

/** The same stretch, in the words of CodeMirror. */
export function spanOf(text: Text, { start, end }: Range): { readonly from: number; readonly to: number } {
  return { from: offsetAt(text, start), to: offsetAt(text, end) };
}
