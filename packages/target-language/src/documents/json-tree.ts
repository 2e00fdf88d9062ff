import { findNodeAtLocation, getLocation, type Node, parseTree } from "jsonc-parser/lib/esm/main.js";

export type { Node } from "jsonc-parser/lib/esm/main.js";
export type Path = readonly (string | number)[];

/** The parser descends by recursion: deeper than any file of ours, and far from the end of the stack. */
const MAX_DEPTH = 200;

const OPTIONS = { allowTrailingComma: true, disallowComments: false, allowEmptyContent: true } as const;

/** The text that was read last: one question about a document reads it several times. */
let last: { readonly text: string; readonly root: Node | undefined } | undefined;

/** The tree of a JSON text, as far as it can be read; offsets are those of the text. Undefined for none. */
export function readJson(text: string): Node | undefined {
  if (last?.text !== text) {
    const root = isNestedBeyond(text, MAX_DEPTH) ? undefined : parseTree(withoutMark(text), [], OPTIONS);
    last = { text, root };
  }
  return last.root;
}

/** The value at a path. */
export function valueAt(root: Node, path: Path): Node | undefined {
  return findNodeAtLocation(root, [...path]);
}

/** Where in a JSON text an offset is. */
export interface JsonPlace {
  readonly path: Path;
  readonly isKey: boolean;
  /** The string, number or word at the offset, quotes included. */
  readonly token: { readonly start: number; readonly end: number; readonly isString: boolean } | undefined;
}

export function placeInJson(text: string, offset: number): JsonPlace | undefined {
  if (isNestedBeyond(text, MAX_DEPTH)) return undefined;
  const { path, isAtPropertyKey, previousNode } = getLocation(withoutMark(text), offset);
  const isAt = previousNode !== undefined && previousNode.offset + previousNode.length >= offset;
  const token = isAt
    ? {
        start: previousNode.offset,
        end: previousNode.offset + previousNode.length,
        isString: previousNode.type === "string" || previousNode.type === "property",
      }
    : undefined;
  return { path, isKey: isAtPropertyKey, token };
}

/** Every value of a tree with its path, parents first. */
export function* valuesOf(node: Node, path: Path = []): Generator<readonly [node: Node, path: Path]> {
  yield [node, path];
  if (node.type === "array") {
    for (const [index, item] of (node.children ?? []).entries()) yield* valuesOf(item, [...path, index]);
  }
  if (node.type !== "object") return;
  for (const member of node.children ?? []) {
    const [key, value] = member.children ?? [];
    if (key !== undefined && value !== undefined) yield* valuesOf(value, [...path, String(key.value)]);
  }
}

/** A mark of byte order is one character, and so is the space that the parser passes over. */
function withoutMark(text: string): string {
  return text.startsWith("\uFEFF") ? ` ${text.slice(1)}` : text;
}

/** Counts brackets, those within strings too: a text with so many is none of ours either way. */
function isNestedBeyond(text: string, limit: number): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x5b || code === 0x7b) depth++;
    else if (code === 0x5d || code === 0x7d) depth--;
    if (depth > limit) return true;
  }
  return false;
}
