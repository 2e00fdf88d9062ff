import { documentKind } from "../document-kind.js";
import { type JsonPlace, placeInJson, readJson } from "../documents/json-tree.js";
import { topicAt } from "../documents/package-json.js";
import { isTooLarge, readSpots } from "../documents/read-spots.js";
import { type Knowledge, knowledgeOf, type LanguageContext } from "../knowledge.js";
import { createLineIndex } from "../line-index.js";
import { schemaOf } from "../schema/schemas.js";
import { suggestKeys, suggestValues } from "../schema/suggest-members.js";
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
  const offset = lines.offsetAt(position);
  const { offers, start, end } = offersAt(document, offset, knowledgeOf(context));
  const range = lines.rangeOf(start, end);
  return offers.map(({ newText, ...offer }, index) => ({
    ...offer,
    filterText: newText,
    sortText: String(index).padStart(4, "0"),
    textEdit: { range, newText },
  }));
}

type Offer = Pick<CompletionItem, "label" | "kind" | "detail" | "documentation"> & {
  readonly newText: string;
};

/** What is offered, and the text that it replaces. */
interface Offers {
  readonly offers: readonly Offer[];
  readonly start: number;
  readonly end: number;
}

function offersAt(document: TextDocument, offset: number, knowledge: Knowledge): Offers {
  const kind = documentKind(document);
  const isJson = schemaOf(kind) !== undefined && /^\uFEFF?\s*\{/.test(document.text);
  const place = isJson ? placeInJson(document.text, offset) : undefined;
  if (place !== undefined) return offersInJson(document, place, { offset, knowledge });
  const spot = readSpots(document).find(({ start, end }) => start <= offset && offset <= end);
  if (spot === undefined) return { offers: [], start: offset, end: offset };
  const offers = suggestFor(spot.topic, spot.text, knowledge).map(({ text, detail }) =>
    valueOffer(text, detail),
  );
  return { offers, start: spot.start, end: spot.end };
}

interface At {
  readonly offset: number;
  readonly knowledge: Knowledge;
}

function offersInJson(document: TextDocument, place: JsonPlace, { offset, knowledge }: At): Offers {
  const { text } = document;
  const kind = documentKind(document);
  const schema = schemaOf(kind);
  const word = wordAt(text, place, offset);
  if (schema === undefined || word === undefined) return { offers: [], start: offset, end: offset };
  const { quote, typed, start, end } = word;
  const quoted = (offer: Offer): Offer => ({ ...offer, newText: quote + offer.newText + quote });
  if (place.isKey) {
    const keys = suggestKeys(schema, place.path.slice(0, -1), readJson(text));
    const offers = keys.map(({ text: key, documentation }): Offer => {
      const isNew = quote !== "" && !/^\s*:/.test(text.slice(end));
      const newText = `${quote}${key}${quote}${isNew ? ": " : ""}`;
      return { label: key, kind: "property", documentation, newText };
    });
    return { offers, start, end };
  }
  const topic = kind === "package.json" ? topicAt(place.path) : undefined;
  const words = topic === undefined ? [] : suggestFor(topic, typed, knowledge);
  const values = suggestValues(schema, place.path).flatMap(({ text: value }): Offer[] => {
    const isText = value.startsWith('"');
    if (!isText && quote === "") return [];
    const newText = isText ? quote + value.slice(1, -1) + quote : value;
    return [{ label: value, kind: "enum-member", newText }];
  });
  return {
    offers: [...words.map(({ text: one, detail }) => quoted(valueOffer(one, detail))), ...values],
    start,
    end,
  };
}

function valueOffer(text: string, detail: string | undefined): Offer {
  return { label: text, kind: "value", detail, newText: text };
}

/** The word at an offset of a JSON text; quotes are put around what stands there only where there are none yet. */
function wordAt(text: string, { token }: JsonPlace, offset: number) {
  if (token === undefined) return { typed: "", start: offset, end: offset, quote: '"' };
  if (!token.isString)
    return { typed: text.slice(token.start, offset), start: token.start, end: token.end, quote: '"' };
  const isClosed = token.end - token.start > 1 && text[token.end - 1] === '"';
  const [start, end] = [token.start + 1, token.end - (isClosed ? 1 : 0)];
  // Before the first quote, or after the last, nothing of the string is meant.
  return offset < start || offset > end
    ? undefined
    : { typed: text.slice(start, end), start, end, quote: "" };
}
