import { type Node, type Path, valueAt } from "../documents/json-tree.js";
import { type JsonSchema, schemasAt } from "./schemas.js";

/** A key that can stand in an object, or a value that can stand at a key. */
export interface MemberSuggestion {
  readonly text: string;
  readonly documentation?: string | undefined;
}

/** The keys that an object at a path may have and does not have yet. */
export function suggestKeys(schema: JsonSchema, path: Path, root: Node | undefined): MemberSuggestion[] {
  const object = root && valueAt(root, path);
  const present = new Set(object?.children?.map(({ children }) => String(children?.[0]?.value)));
  const keys = schemasAt(schema, path).flatMap(({ properties = {} }) => Object.entries(properties));
  const byKey = new Map(keys.map(([text, { description }]) => [text, { text, documentation: description }]));
  return [...byKey.values()].filter(({ text }) => !present.has(text));
}

/** The values that a schema names at a path, as JSON. */
export function suggestValues(schema: JsonSchema, path: Path): MemberSuggestion[] {
  const values = schemasAt(schema, path).flatMap((one) => {
    if (one.const !== undefined) return [one.const];
    if (one.enum !== undefined) return one.enum;
    return one.type === "boolean" ? [true, false] : [];
  });
  return [...new Set(values)].map((value) => ({ text: JSON.stringify(value) }));
}

/** What the schema says of the value at a path. */
export function describeMember(schema: JsonSchema, path: Path): string | undefined {
  return schemasAt(schema, path).find(({ description }) => description !== undefined)?.description;
}
