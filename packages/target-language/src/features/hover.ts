import { readSpots } from "../documents/read-spots.js";
import { knowledgeOf, type LanguageContext } from "../knowledge.js";
import { createLineIndex } from "../line-index.js";
import { describeSpot } from "../topics/topics.js";
import type { Hover, Position, TextDocument } from "../types.js";

/** What is known of the word at a position. Never throws, whatever the text. */
export function hover(
  document: TextDocument,
  position: Position,
  context: LanguageContext,
): Hover | undefined {
  const lines = createLineIndex(document.text);
  const offset = lines.offsetAt(position);
  const spot = readSpots(document).find(({ start, end }) => start <= offset && offset <= end);
  const value = spot && describeSpot(spot, knowledgeOf(context));
  if (spot === undefined || value === undefined) return undefined;
  return { range: lines.rangeOf(spot.start, spot.end), contents: { kind: "markdown", value } };
}
