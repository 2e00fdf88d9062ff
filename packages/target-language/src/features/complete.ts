import { documentKind } from "../document-kind.js";
import { placeInJson } from "../documents/json-tree.js";
import { topicAt } from "../documents/package-json.js";
import { isTooLarge, readSpots } from "../documents/read-spots.js";
import { type Knowledge, knowledgeOf, type LanguageContext } from "../knowledge.js";
import { createLineIndex } from "../line-index.js";
import type { Topic } from "../spot.js";
import { suggestFor } from "../topics/topics.js";
import type { CompletionItem, Position, TextDocument } from "../types.js";

/** What can stand at a position. Never throws, whatever the text. */
export function complete(
  document: TextDocument,
  position: Position,
  context: LanguageContext,
): CompletionItem[] {
  if (isTooLarge(document)) return [];
  const lines = createLineIndex(document.text);
  const slot = slotAt(document, lines.offsetAt(position));
  if (slot === undefined) return [];
  const range = lines.rangeOf(slot.start, slot.end);
  return itemsFor(slot, knowledgeOf(context)).map((item) => ({
    ...item,
    textEdit: { range, newText: item.newText },
  }));
}

/** A place where a word of a topic can stand. */
interface Slot {
  readonly topic: Topic;
  readonly typed: string;
  readonly start: number;
  readonly end: number;
  /** Around the word: quotes, where there are none yet. */
  readonly quote: string;
}

function slotAt(document: TextDocument, offset: number): Slot | undefined {
  if (documentKind(document) === "package.json") return slotInJson(document.text, offset);
  const spot = readSpots(document).find(({ start, end }) => start <= offset && offset <= end);
  return spot && { topic: spot.topic, typed: spot.text, start: spot.start, end: spot.end, quote: "" };
}

function slotInJson(text: string, offset: number): Slot | undefined {
  const place = placeInJson(text, offset);
  const topic = place && !place.isKey ? topicAt(place.path) : undefined;
  if (place === undefined || topic === undefined) return undefined;
  const { token } = place;
  if (token === undefined) return { topic, typed: "", start: offset, end: offset, quote: '"' };
  if (!token.isString) return { topic, typed: text.slice(token.start, offset), ...token, quote: '"' };
  const isClosed = token.end - token.start > 1 && text[token.end - 1] === '"';
  const [start, end] = [token.start + 1, token.end - (isClosed ? 1 : 0)];
  // Before the first quote, or after the last, nothing of the string is meant.
  if (offset < start || offset > end) return undefined;
  return { topic, typed: text.slice(start, end), start, end, quote: "" };
}

function itemsFor({ topic, typed, quote }: Slot, knowledge: Knowledge) {
  return suggestFor(topic, typed, knowledge).map(({ text, detail }, index) => ({
    label: text,
    kind: "value" as const,
    detail,
    filterText: quote + text + quote,
    sortText: String(index).padStart(4, "0"),
    newText: quote + text + quote,
  }));
}
