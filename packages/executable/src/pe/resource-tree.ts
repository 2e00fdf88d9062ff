import { alignUp, FieldWriter } from "../field-writer.js";
import type { Resource, ResourceKey } from "./resources.js";

/** A resource whose address is still to come: it lies `offset` bytes behind the tree's own start. */
export interface AddedResource extends Omit<Resource, "address"> {
  readonly offset: number;
}

/** The bytes of a tree over these resources, for a section at `address`. */
export function writeResourceTree(
  resources: readonly (Resource | AddedResource)[],
  address: number,
): Uint8Array {
  const types = group(resources, ({ type }) => type).map(([type, ofType]) => ({
    key: type,
    names: group(ofType, ({ name }) => name).map(([name, ofName]) => ({
      key: name,
      leaves: [...ofName].sort((a, b) => compareKeys(a.language, b.language)),
    })),
  }));
  const places = placesOf(types, resources);
  const tree = new FieldWriter(new Uint8Array(places.sizeBytes), true);
  let next = directoryBytes(types.length);
  const take = (count: number): number => {
    const at = next;
    next += directoryBytes(count);
    return at;
  };
  const root = new Directory(tree, 0, types);
  for (const { key, names } of types) {
    const byName = new Directory(tree, take(names.length), names);
    root.add(places.key(key), byName.at + LEADS_ON);
    for (const { key: name, leaves } of names) {
      const languages = leaves.map(({ language }) => ({ key: language }));
      const byLanguage = new Directory(tree, take(leaves.length), languages);
      byName.add(places.key(name), byLanguage.at + LEADS_ON);
      for (const leaf of leaves) {
        const at = places.takeLeaf();
        byLanguage.add(places.key(leaf.language), at);
        const where = "address" in leaf ? leaf.address : address + leaf.offset;
        tree
          .u32(at, where)
          .u32(at + 4, leaf.sizeBytes)
          .u32(at + 8, leaf.codePage);
      }
    }
  }
  for (const [name, at] of places.names) writeName(tree, at, name);
  return tree.bytes;
}

const LEADS_ON = 0x8000_0000;
const LEAF_BYTES = 16;

function directoryBytes(count: number): number {
  return 16 + 8 * count;
}

class Directory {
  readonly at: number;
  readonly #tree: FieldWriter;
  #count = 0;

  constructor(tree: FieldWriter, at: number, entries: readonly { readonly key: ResourceKey }[]) {
    this.at = at;
    this.#tree = tree;
    const named = entries.filter(({ key }) => typeof key === "string").length;
    tree.u16(at + 12, named).u16(at + 14, entries.length - named);
  }

  add(key: number, target: number): void {
    const at = this.at + directoryBytes(this.#count);
    this.#tree.u32(at, key).u32(at + 4, target);
    this.#count += 1;
  }
}

type Types = readonly {
  readonly key: ResourceKey;
  readonly names: readonly { readonly key: ResourceKey; readonly leaves: readonly unknown[] }[];
}[];

interface Places {
  readonly sizeBytes: number;
  readonly names: ReadonlyMap<string, number>;
  /** What stands for a type, name or language in an entry. */
  readonly key: (key: ResourceKey) => number;
  readonly takeLeaf: () => number;
}

/** Directories first, then the leaves, then the names. */
function placesOf(types: Types, resources: readonly Omit<Resource, "address">[]): Places {
  let at = directoryBytes(types.length);
  for (const { names } of types) {
    at += directoryBytes(names.length);
    for (const { leaves } of names) at += directoryBytes(leaves.length);
  }
  let leafAt = at;
  at += LEAF_BYTES * resources.length;
  const names = new Map<string, number>();
  for (const key of resources
    .flatMap(({ type, name, language }) => [type, name, language])
    .sort(compareKeys)) {
    if (typeof key !== "string" || names.has(key)) continue;
    names.set(key, at);
    at += 2 + 2 * key.length;
  }
  const takeLeaf = (): number => {
    const own = leafAt;
    leafAt += LEAF_BYTES;
    return own;
  };
  const key = (one: ResourceKey): number =>
    typeof one === "string" ? LEADS_ON + (names.get(one) ?? 0) : one;
  return { sizeBytes: alignUp(at, 16), names, key, takeLeaf };
}

function writeName(tree: FieldWriter, at: number, name: string): void {
  tree.u16(at, name.length);
  for (let i = 0; i < name.length; i += 1) tree.u16(at + 2 + 2 * i, name.charCodeAt(i));
}

function group<T>(items: readonly T[], keyOf: (item: T) => ResourceKey): [ResourceKey, T[]][] {
  const groups = new Map<ResourceKey, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups].sort(([a], [b]) => compareKeys(a, b));
}

/** Windows searches by halves: names come first, in order of their letters' codes, then numbers. */
function compareKeys(a: ResourceKey, b: ResourceKey): number {
  if (typeof a === "number") return typeof b === "number" ? a - b : 1;
  if (typeof b === "number") return -1;
  return a < b ? -1 : a > b ? 1 : 0;
}
