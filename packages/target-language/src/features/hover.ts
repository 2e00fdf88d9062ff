import { documentKind } from "../document-kind.js";
import { placeInJson } from "../documents/json-tree.js";
import { isTooLarge, readSpots } from "../documents/read-spots.js";
import { knowledgeOf, type LanguageContext } from "../knowledge.js";
import { createLineIndex } from "../line-index.js";
import { schemaOf } from "../schema/schemas.js";
import { describeMember } from "../schema/suggest-members.js";
import { describeSpot } from "../topics/topics.js";
import type { Hover, Position, TextDocument } from "../types.js";

/** What is known of the word at a position. Never throws, whatever the text. */
export function hover(
  document: TextDocument,
  position: Position,
  context: LanguageContext,
): Hover | undefined {
  if (isTooLarge(document)) return undefined;
  const lines = createLineIndex(document.text);
  const offset = lines.offsetAt(position);
  const told = tellSpot(document, offset, context) ?? tellKey(document, offset);
  if (told === undefined) return undefined;
  return { range: lines.rangeOf(told.start, told.end), contents: { kind: "markdown", value: told.value } };
}

interface Told {
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

function tellSpot(document: TextDocument, offset: number, context: LanguageContext): Told | undefined {
  const spot = readSpots(document).find(({ start, end }) => start <= offset && offset <= end);
  const value = spot && describeSpot(spot, knowledgeOf(context));
  return spot && value !== undefined ? { start: spot.start, end: spot.end, value } : undefined;
}

/** A key of a JSON file, by its schema. */
function tellKey(document: TextDocument, offset: number): Told | undefined {
  const schema = schemaOf(documentKind(document));
  const place = schema && placeInJson(document.text, offset);
  if (schema === undefined || place?.token === undefined || !place.isKey) return undefined;
  const value = describeMember(schema, place.path);
  return value === undefined ? undefined : { start: place.token.start, end: place.token.end, value };
}
