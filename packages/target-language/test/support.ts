import { type Knowledge, knowledgeOf, type LanguageContext } from "../src/knowledge.js";
import type { Spot, Topic } from "../src/spot.js";
import type { Position, TextDocument } from "../src/types.js";

/** A day in the bundled snapshot, so that the answers stay. */
export const context: LanguageContext = { now: new Date("2026-11-20") };
export const knowledge: Knowledge = knowledgeOf(context);

export function spotOf(topic: Topic, text: string, before: readonly string[] = []): Spot {
  return { topic, text, start: 0, end: text.length, before };
}

/** A document with `|` where the cursor is. */
export function withCursor(uri: string, marked: string): { document: TextDocument; position: Position } {
  const offset = marked.indexOf("|");
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const before = marked.slice(0, offset).split("\n");
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  return { document: { uri, text }, position };
}

export function packageJson(value: unknown): TextDocument {
  return { uri: "file:///app/package.json", text: JSON.stringify(value, null, 2) };
}
