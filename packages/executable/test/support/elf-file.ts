import { ByteWriter, stringTable } from "./byte-writer.js";

interface ElfSymbol {
  readonly name: string;
  /** The code that the symbol stands for; without it the file asks its host for the symbol. */
  readonly code?: readonly number[];
  readonly isThumb?: boolean;
}

export interface ElfNote {
  readonly owner: string;
  readonly type: number;
  readonly words: readonly number[];
}

export interface ElfOptions {
  readonly bits?: 32 | 64;
  readonly isLittleEndian?: boolean;
  readonly machine?: number;
  readonly type?: number;
  readonly osAbi?: number;
  readonly interpreter?: string;
  readonly needed?: readonly string[];
  readonly ownName?: string;
  readonly flags1?: number;
  /** `[library, [version, isWeak?]…]` */
  readonly versions?: readonly (readonly [
    library: string,
    versions: readonly (string | readonly [string])[],
  ])[];
  readonly notes?: readonly ElfNote[];
  /** 8 as in segments of GNU properties, whose descriptions are padded to it. */
  readonly noteAlignment?: 4 | 8;
  readonly symbols?: readonly ElfSymbol[];
  readonly hash?: "gnu" | "sysv" | "both";
  readonly armAttributes?: readonly number[];
  /** Types of further sections: 2 is a symbol table. */
  readonly sectionTypes?: readonly number[];
  readonly hasSections?: boolean;
  /** Whether section 0 carries the section count, as in files with very many. */
  readonly hasExtendedCount?: boolean;
}

/** The address of the file's first byte, so that a reader that takes addresses for offsets fails. */
const BASE = 0x10000;

interface Part {
  readonly offset: number;
  readonly length: number;
}

/** Builds an ELF file with just the parts that are asked for. */
export function elfFile(options: ElfOptions = {}): Uint8Array {
  return new ElfBuilder(options).build();
}

class ElfBuilder {
  readonly #options: ElfOptions;
  readonly #bits: 32 | 64;
  readonly #isLittleEndian: boolean;
  readonly #strings: ReturnType<typeof stringTable>;
  readonly #body: ByteWriter;

  constructor(options: ElfOptions) {
    this.#options = options;
    this.#bits = options.bits ?? 64;
    this.#isLittleEndian = options.isLittleEndian ?? true;
    const { needed = [], ownName, versions = [], symbols = [] } = options;
    this.#strings = stringTable([
      ...needed,
      ...(ownName === undefined ? [] : [ownName]),
      ...versions.flatMap(([library, names]) => [library, ...names.map((name) => String(name))]),
      ...symbols.map(({ name }) => name),
    ]);
    this.#body = new ByteWriter(this.#isLittleEndian);
  }

  build(): Uint8Array {
    const { interpreter, notes = [], hasSections = true } = this.#options;
    const isDynamic = this.#isDynamic();
    const segmentCount = 1 + Number(interpreter !== undefined) + Number(notes.length > 0) + Number(isDynamic);
    const headerBytes = this.#bits === 64 ? 64 : 52;
    const segmentBytes = this.#bits === 64 ? 56 : 32;
    this.#body.padTo(headerBytes + segmentCount * segmentBytes);

    const interpreterPart = this.#part((w) => w.text(interpreter ?? "").u8(0));
    const notesPart = this.#part((w) => this.#writeNotes(w, notes));
    const dynamicPart = isDynamic ? this.#writeDynamicParts() : undefined;
    const attributes = this.#part((w) => w.bytes(this.#options.armAttributes ?? []));
    const loadedBytes = this.#body.length;
    const sections = hasSections ? this.#writeSections(attributes) : { offset: 0, count: 0 };

    const body = this.#body.finish();
    const head = this.#header(segmentCount, sections);
    this.#writeSegment(head, { type: 1, part: { offset: 0, length: loadedBytes } });
    if (interpreter !== undefined) this.#writeSegment(head, { type: 3, part: interpreterPart });
    if (notes.length > 0) this.#writeSegment(head, { type: 4, part: notesPart });
    if (dynamicPart !== undefined) this.#writeSegment(head, { type: 2, part: dynamicPart });
    const file = body.slice();
    file.set(head.finish());
    return file;
  }

  #isDynamic(): boolean {
    const { needed, ownName, flags1, versions, symbols } = this.#options;
    return [needed, ownName, flags1, versions, symbols].some((part) => part !== undefined);
  }

  #part(write: (writer: ByteWriter) => unknown): Part {
    this.#body.align(8);
    const offset = this.#body.length;
    write(this.#body);
    return { offset, length: this.#body.length - offset };
  }

  #header(segmentCount: number, sections: { readonly offset: number; readonly count: number }): ByteWriter {
    const { machine = 62, type = 3, osAbi = 0, hasExtendedCount = false } = this.#options;
    const bits = this.#bits;
    const headerBytes = bits === 64 ? 64 : 52;
    return new ByteWriter(this.#isLittleEndian)
      .u8(0x7f)
      .text("ELF")
      .u8(bits === 64 ? 2 : 1, this.#isLittleEndian ? 1 : 2, 1, osAbi)
      .padTo(16)
      .u16(type, machine)
      .u32(1)
      .word(bits, BASE, headerBytes, sections.offset)
      .u32(0)
      .u16(headerBytes, bits === 64 ? 56 : 32, segmentCount, bits === 64 ? 64 : 40)
      .u16(hasExtendedCount ? 0 : sections.count, 0);
  }

  #writeSegment(writer: ByteWriter, { type, part }: { readonly type: number; readonly part: Part }): void {
    const { offset, length } = part;
    const alignment = type === 4 ? (this.#options.noteAlignment ?? 4) : 4;
    if (this.#bits === 64)
      writer.u32(type, 4).u64(offset, BASE + offset, BASE + offset, length, length, alignment);
    else writer.u32(type, offset, BASE + offset, BASE + offset, length, length, 4, alignment);
  }

  #writeNotes(writer: ByteWriter, notes: readonly ElfNote[]): void {
    for (const { owner, type, words } of notes) {
      writer.u32(owner.length + 1, words.length * 4, type);
      writer.text(owner).u8(0).align(4);
      writer.u32(...words).align(this.#options.noteAlignment ?? 4);
    }
  }

  /** String table, symbols with their code and hash tables, version needs, and the dynamic section over them. */
  #writeDynamicParts(): Part {
    const { needed = [], ownName, flags1, versions = [], hash = "gnu" } = this.#options;
    const strings = this.#part((w) => w.bytes(this.#strings.bytes));
    const code = (this.#options.symbols ?? []).map((symbol) => this.#part((w) => w.bytes(symbol.code ?? [])));
    const symbols = this.#part((w) => this.#writeSymbols(w, code));
    const gnuHash = this.#part((w) => (hash === "sysv" ? w : this.#writeGnuHash(w)));
    const sysvHash = this.#part((w) => (hash === "gnu" ? w : this.#writeSysvHash(w)));
    const needs = this.#part((w) => this.#writeVersions(w));
    const entries: [number, number][] = needed.map((name) => [1, this.#strings.indexOf(name)]);
    if (ownName !== undefined) entries.push([14, this.#strings.indexOf(ownName)]);
    if (flags1 !== undefined) entries.push([0x6ffffffb, flags1]);
    entries.push([5, BASE + strings.offset], [10, strings.length], [6, BASE + symbols.offset]);
    if (hash !== "sysv") entries.push([0x6ffffef5, BASE + gnuHash.offset]);
    if (hash !== "gnu") entries.push([4, BASE + sysvHash.offset]);
    if (versions.length > 0) {
      entries.push([0x6ffffffe, BASE + needs.offset], [0x6fffffff, versions.length]);
    }
    return this.#part((w) => {
      for (const entry of [...entries, [0, 0] as const]) w.word(this.#bits, ...entry);
    });
  }

  #writeSymbols(writer: ByteWriter, code: readonly Part[]): void {
    writer.bytes(new Uint8Array(this.#bits === 64 ? 24 : 16));
    for (const [i, symbol] of (this.#options.symbols ?? []).entries()) {
      const name = this.#strings.indexOf(symbol.name);
      const isDefined = symbol.code !== undefined;
      const address = isDefined ? BASE + (code[i]?.offset ?? 0) + Number(symbol.isThumb ?? false) : 0;
      const section = isDefined ? 1 : 0;
      if (this.#bits === 64) writer.u32(name).u8(0x12, 0).u16(section).u64(address, 0);
      else writer.u32(name, address, 0).u8(0x12, 0).u16(section);
    }
  }

  /** One bucket whose chain holds all symbols: enough to count them. */
  #writeGnuHash(writer: ByteWriter): void {
    const count = this.#options.symbols?.length ?? 0;
    writer.u32(1, 1, 1, 6).word(this.#bits, 0);
    writer.u32(count === 0 ? 0 : 1);
    for (let i = 1; i <= count; i += 1) writer.u32(i === count ? 1 : 0);
  }

  #writeSysvHash(writer: ByteWriter): void {
    const count = 1 + (this.#options.symbols?.length ?? 0);
    const bits = this.#options.machine === 22 && this.#bits === 64 ? 64 : 32;
    writer.word(bits, 1, count, 0, ...Array.from({ length: count }, () => 0));
  }

  #writeVersions(writer: ByteWriter): void {
    const { versions = [] } = this.#options;
    for (const [i, [library, names]] of versions.entries()) {
      const isLast = i === versions.length - 1;
      writer.u16(1, names.length).u32(this.#strings.indexOf(library), 16);
      writer.u32(isLast ? 0 : 16 + 16 * names.length);
      for (const [j, name] of names.entries()) {
        const isWeak = typeof name !== "string";
        writer.u32(0).u16(isWeak ? 2 : 0, 2);
        writer.u32(this.#strings.indexOf(String(name)), j === names.length - 1 ? 0 : 16);
      }
    }
  }

  #writeSections(attributes: Part): { readonly offset: number; readonly count: number } {
    const { sectionTypes = [], hasExtendedCount = false } = this.#options;
    const types = [...(attributes.length > 0 ? [0x70000003] : []), ...sectionTypes];
    const count = 1 + types.length;
    const { offset } = this.#part((w) => {
      for (const type of [0, ...types]) {
        const part = type === 0x70000003 ? attributes : { offset: 0, length: 0 };
        const length = type === 0 && hasExtendedCount ? count : part.length;
        w.u32(0, type).word(this.#bits, 0, 0, part.offset, length).u32(0, 0).word(this.#bits, 1, 0);
      }
    });
    return { offset, count };
  }
}
