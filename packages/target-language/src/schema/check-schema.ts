import { nearestWord } from "@nodewright/target-triple";
import type { Node, Path } from "../documents/json-tree.js";
import type { Finding } from "../spot.js";
import { severities } from "../types.js";
import { itemSchema, type JsonSchema, memberSchema } from "./schemas.js";

/** Where a value does not fit its schema, and keys that are almost known ones. */
export function checkSchema(node: Node, schema: JsonSchema, path: Path = []): Finding[] {
  if (schema.anyOf !== undefined) return checkChoice(node, schema, path);
  const wrong = [schema, ...(schema.allOf ?? [])].map((one) => whyNot(node, one)).find(Boolean);
  if (wrong !== undefined) return [findingAt(node, `${nameOf(path)} ${wrong}`)];
  if (node.type === "object") return checkObject(node, schema, path);
  if (node.type !== "array") return [];
  return (node.children ?? []).flatMap((item, index) => {
    const own = itemSchema(schema, index);
    return own === undefined ? [] : checkSchema(item, own, [...path, index]);
  });
}

/** The findings of the branch that the value is nearest to: one of its type, and with the constants that it has. */
function checkChoice(node: Node, { anyOf = [] }: JsonSchema, path: Path): Finding[] {
  const ofType = anyOf.filter((branch) => branch.type === undefined || isOfType(node, branch.type));
  if (ofType.length === 0) {
    const types = [...new Set(anyOf.map((branch) => phraseOf(branch)))];
    return [findingAt(node, `${nameOf(path)} must be ${types.join(" or ")}`)];
  }
  const results = ofType.map((branch) => ({ branch, findings: checkSchema(node, branch, path) }));
  const fits = results.find(({ findings }) => findings.length === 0);
  const meant = fits ?? results.find(({ branch }) => hasConstants(node, branch)) ?? results[0];
  return meant?.findings ?? [];
}

function hasConstants(node: Node, { properties = {} }: JsonSchema): boolean {
  return Object.entries(properties).every(
    ([key, { const: constant }]) =>
      constant === undefined || membersOf(node).get(key)?.value?.value === constant,
  );
}

function checkObject(node: Node, schema: JsonSchema, path: Path): Finding[] {
  const members = membersOf(node);
  const missing = (schema.required ?? []).filter((key) => !members.has(key));
  const absent = missing.map((key) => findingAt(node, `${nameOf(path)} has no ${key}`, 1));
  const inside = [...members].flatMap(([key, { key: keyNode, value }]) => {
    const own = memberSchema(schema, key);
    if (own !== undefined && value !== undefined && isDeclared(schema, key))
      return checkSchema(value, own, [...path, key]);
    return checkKey(keyNode, key, { schema, path, present: members });
  });
  return [...absent, ...inside];
}

/** A map has schemas for all its keys. */
function isDeclared({ properties = {}, additionalProperties }: JsonSchema, key: string): boolean {
  return (
    Object.hasOwn(properties, key) ||
    (additionalProperties !== false && Object.keys(additionalProperties ?? {}).length > 0)
  );
}

interface KeyPlace {
  readonly schema: JsonSchema;
  readonly path: Path;
  readonly present: ReadonlyMap<string, unknown>;
}

/** An unknown key is an error where none may be, and elsewhere told of when it looks like a known one. */
function checkKey(keyNode: Node, key: string, { schema, path, present }: KeyPlace): Finding[] {
  const isClosed = schema.additionalProperties === false;
  const known = Object.keys(schema.properties ?? {}).filter((name) => !present.has(name));
  // Anything may stand at the top of a package.json.
  const nearest = path.length === 0 && !isClosed ? undefined : nearestWord(key, known);
  if (nearest === undefined && !isClosed) return [];
  const [start, end] = [keyNode.offset + 1, keyNode.offset + keyNode.length - 1];
  const message = `${nameOf(path)} has no key ${JSON.stringify(key)}${nearest === undefined ? "" : `; did you mean ${nearest}?`}`;
  const fixes =
    nearest === undefined ? [] : [{ title: `Change ${key} to ${nearest}`, text: nearest, start, end }];
  const severity = isClosed ? severities.error : severities.warning;
  return [{ start, end, code: "unknown-word", severity, message, fixes }];
}

/** What is wrong with a value itself; undefined for nothing. */
function whyNot(node: Node, schema: JsonSchema): string | undefined {
  const value: unknown = node.value;
  if (schema.type !== undefined && !isOfType(node, schema.type)) return `must be ${phraseOf(schema)}`;
  if (schema.const !== undefined && value !== schema.const) return `must be ${JSON.stringify(schema.const)}`;
  if (schema.enum !== undefined && !schema.enum.includes(value))
    return `must be one of ${schema.enum.join(", ")}`;
  if (
    schema.pattern !== undefined &&
    typeof value === "string" &&
    !new RegExp(schema.pattern, "u").test(value)
  ) {
    return `is not as it must be: ${schema.description ?? schema.pattern}`;
  }
  if (typeof value === "number") {
    if (schema.minimum !== undefined && value < schema.minimum) return `must be ${schema.minimum} or more`;
    if (schema.exclusiveMinimum !== undefined && value <= schema.exclusiveMinimum)
      return `must be more than ${schema.exclusiveMinimum}`;
  }
  if (schema.minItems !== undefined && (node.children?.length ?? 0) < schema.minItems)
    return "must not be empty";
  return undefined;
}

function isOfType(node: Node, type: string): boolean {
  return type === "integer" ? node.type === "number" && Number.isInteger(node.value) : node.type === type;
}

const PHRASES: Readonly<Record<string, string>> = {
  array: "a list",
  boolean: "true or false",
  integer: "a whole number",
  number: "a number",
  object: "an object",
  string: "a text",
};

function phraseOf({ type = "", const: constant }: JsonSchema): string {
  return constant === undefined ? (PHRASES[type] ?? type) : JSON.stringify(constant);
}

function nameOf(path: Path): string {
  return path.length === 0 ? "The file" : path.join(".");
}

function findingAt({ offset, length }: Node, message: string, atMost: number = length): Finding {
  const end = offset + Math.min(length, atMost);
  return { start: offset, end, code: "schema", severity: severities.error, message };
}

interface Member {
  readonly key: Node;
  readonly value: Node | undefined;
}

function membersOf(node: Node): Map<string, Member> {
  const members = new Map<string, Member>();
  for (const { children = [] } of node.children ?? []) {
    const [key, value] = children;
    if (key !== undefined) members.set(String(key.value), { key, value });
  }
  return members;
}
