import { Fields } from "../fields.js";
import { type Extent, malformed, type Parsing, readBytes } from "../reader.js";
import { DIRECTORY_RESOURCES, offsetOfRva, type PeHeader } from "./header.js";

/** A resource's type, name or language: a number, or a name in capitals. */
export type ResourceKey = number | string;

/** One resource: where its bytes are, as an address of the loaded image. */
export interface Resource {
  readonly type: ResourceKey;
  readonly name: ResourceKey;
  readonly language: ResourceKey;
  readonly address: number;
  readonly sizeBytes: number;
  readonly codePage: number;
}

/** Node.js has 30; a hostile tree could name millions, or lead back into itself. */
const MAX_RESOURCES = 65_536;

const MAX_NAME_LENGTH = 1024;

/**
 * Reads the resource tree (Microsoft, "PE Format", the .rsrc section): three levels, for type, name and language.
 * Returns no resources when the image has no tree.
 */
export function* readResources(extent: Extent, header: PeHeader): Parsing<Resource[]> {
  const directory = header.directories[DIRECTORY_RESOURCES];
  if (directory === undefined || directory.address === 0) return [];
  const start = offsetOfRva(header, directory.address);
  if (start === undefined) throw malformed(extent, "its resources are in no section");
  const tree = new Tree(extent, start);
  const resources: Resource[] = [];
  for (const [type, names] of yield* tree.directory(0)) {
    for (const [name, languages] of yield* tree.directory(tree.below(names))) {
      for (const [language, leaf] of yield* tree.directory(tree.below(languages))) {
        resources.push({ type, name, language, ...(yield* tree.leaf(leaf)) });
      }
    }
  }
  return resources;
}

/** The highest bit says that a number leads to a name, or to a directory. */
const LEADS_ON = 0x8000_0000;

class Tree {
  readonly #extent: Extent;
  readonly #start: number;
  #count = 0;

  constructor(extent: Extent, start: number) {
    this.#extent = extent;
    this.#start = start;
  }

  *directory(at: number): Parsing<(readonly [ResourceKey, number])[]> {
    const head = yield* this.#fields(at, 16);
    const count = head.u16(12) + head.u16(14);
    this.#count += count;
    if (this.#count > MAX_RESOURCES) throw malformed(this.#extent, "its resources have no end");
    const entries = yield* this.#fields(at + 16, 8 * count);
    const found: (readonly [ResourceKey, number])[] = [];
    for (let i = 0; i < count; i += 1) {
      const key = entries.u32(8 * i);
      found.push([key >= LEADS_ON ? yield* this.#name(key - LEADS_ON) : key, entries.u32(8 * i + 4)]);
    }
    return found;
  }

  below(entry: number): number {
    if (entry < LEADS_ON) throw malformed(this.#extent, "its resources are not three levels deep");
    return entry - LEADS_ON;
  }

  *leaf(entry: number): Parsing<Pick<Resource, "address" | "sizeBytes" | "codePage">> {
    if (entry >= LEADS_ON) throw malformed(this.#extent, "its resources are more than three levels deep");
    const data = yield* this.#fields(entry, 16);
    return { address: data.u32(0), sizeBytes: data.u32(4), codePage: data.u32(8) };
  }

  *#name(at: number): Parsing<string> {
    const length = (yield* this.#fields(at, 2)).u16(0);
    if (length > MAX_NAME_LENGTH) throw malformed(this.#extent, `a resource's name has ${length} letters`);
    const text = yield* this.#fields(at + 2, 2 * length);
    return Array.from({ length }, (_, i) => String.fromCharCode(text.u16(2 * i))).join("");
  }

  *#fields(at: number, length: number): Parsing<Fields> {
    const range = { offset: this.#start + at, length };
    return new Fields(this.#extent, yield* readBytes(this.#extent, range, "the resources"), true);
  }
}
