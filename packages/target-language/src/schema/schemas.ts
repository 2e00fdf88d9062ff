import type { DocumentKind } from "../document-kind.js";
import type { Path } from "../documents/json-tree.js";
import { schemasText } from "./schemas.generated.js";

/** What our schemas use of JSON Schema, draft 7. */
export interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly minItems?: number;
  readonly items?: JsonSchema | readonly JsonSchema[];
  readonly additionalItems?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | false;
  readonly anyOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
}

type Name = "package" | "definition" | "lockfile" | "manifest";

const NAMES: Readonly<Partial<Record<DocumentKind, Name>>> = {
  "package.json": "package",
  definition: "definition",
  lockfile: "lockfile",
  "prebuild-manifest": "manifest",
};

let parsed: Readonly<Record<Name, JsonSchema>> | undefined;

/** The schema of a kind of JSON file; undefined for one that has none. */
export function schemaOf(kind: DocumentKind | undefined): JsonSchema | undefined {
  const name = kind && NAMES[kind];
  if (name === undefined) return undefined;
  parsed ??= JSON.parse(schemasText) as Record<Name, JsonSchema>;
  return parsed[name];
}

/** The schemas that a value at a path may be by: several where there is a choice on the way. */
export function schemasAt(schema: JsonSchema, path: Path): readonly JsonSchema[] {
  const branches = schema.anyOf?.flatMap((one) => schemasAt(one, path)) ?? [];
  const [step, ...rest] = path;
  if (step === undefined) return [schema, ...branches];
  const below = typeof step === "number" ? itemSchema(schema, step) : memberSchema(schema, step);
  return [...(below === undefined ? [] : schemasAt(below, rest)), ...branches];
}

export function memberSchema(
  { properties = {}, additionalProperties }: JsonSchema,
  key: string,
): JsonSchema | undefined {
  if (Object.hasOwn(properties, key)) return properties[key];
  return additionalProperties === false ? undefined : additionalProperties;
}

export function itemSchema({ items, additionalItems }: JsonSchema, index: number): JsonSchema | undefined {
  return isList(items) ? (items[index] ?? additionalItems) : items;
}

function isList(items: JsonSchema["items"]): items is readonly JsonSchema[] {
  return Array.isArray(items);
}
