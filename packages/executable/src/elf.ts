import { readAddon } from "./addon.js";
import { readArmVersion } from "./elf/arm-attributes.js";
import { type Dynamic, readDynamic, readNeeded, TAG_FLAGS_1, TAG_SHARED_NAME } from "./elf/dynamic.js";
import { type ElfHeader, readElfHeader, SEGMENT_INTERPRETER } from "./elf/header.js";
import { archOfElf } from "./elf/machine.js";
import { readNotes } from "./elf/notes.js";
import { readSections, SECTION_SYMBOL_TABLE } from "./elf/sections.js";
import { readElfSymbols } from "./elf/symbols.js";
import { systemOf } from "./elf/system.js";
import { floorsOf, readVersionNeeds } from "./elf/versions.js";
import { type Extent, type Parsing, readString } from "./reader.js";
import type { ExecutableInfo, ExecutableKind } from "./types.js";

/** DF_1_PIE: the file is a program, though it can be loaded anywhere. */
const POSITION_INDEPENDENT_PROGRAM = 0x08000000;

const TYPE_DYNAMIC = 3;
const KINDS: Readonly<Record<number, ExecutableKind>> = { 1: "object", 2: "executable", 4: "core-dump" };

/**
 * Reads an ELF file the way its loader does: through program headers and the dynamic segment, so that a file
 * whose section table was cut off tells the same. Sections give only what no segment holds: ARM attributes
 * and whether the file was stripped.
 */
export function* parseElf(extent: Extent): Parsing<ExecutableInfo> {
  const header = yield* readElfHeader(extent);
  const arch = archOfElf(header);
  const interpreter = yield* readInterpreter(extent, header);
  const dynamic = yield* readDynamic(extent, header);
  const needed = dynamic === undefined ? [] : yield* readNeeded(extent, dynamic);
  const versions = dynamic === undefined ? [] : yield* readVersionNeeds(extent, header, dynamic);
  const kind = kindOf(header, dynamic, interpreter);
  const notes = yield* readNotes(extent, header);
  const isExecutable = kind === "executable";
  const system = systemOf({
    osAbi: header.osAbi,
    arch,
    noteOs: notes.os,
    interpreter,
    needed,
    versions,
    isExecutable,
  });
  const sections = yield* readSections(extent, header);
  const armVersion =
    arch === "arm" ? yield* readArmVersion(extent, sections, header.isLittleEndian) : undefined;
  const symbols =
    kind === "shared-library" && dynamic !== undefined ? yield* readElfSymbols(extent, header, dynamic) : [];
  const addon = yield* readAddon(extent, symbols, arch);
  const { glibcFloor, ...libraryFloors } = floorsOf(versions);
  return {
    format: "elf",
    kind,
    ...system,
    arch,
    machine: header.machine,
    bits: header.bits,
    endianness: header.isLittleEndian ? "little" : "big",
    needed,
    isStripped: !sections.some(({ type }) => type === SECTION_SYMBOL_TABLE),
    ...libraryFloors,
    ...(system.libc === "glibc" && glibcFloor !== undefined ? { glibcFloor } : {}),
    ...(armVersion === undefined ? {} : { armVersion }),
    ...(interpreter === undefined ? {} : { interpreter }),
    ...(notes.minimumOsVersion === undefined ? {} : { minimumOsVersion: notes.minimumOsVersion }),
    ...(addon === undefined ? {} : { addon }),
  };
}

function* readInterpreter(extent: Extent, { segments }: ElfHeader): Parsing<string | undefined> {
  const segment = segments.find(({ type }) => type === SEGMENT_INTERPRETER);
  if (segment === undefined || segment.fileBytes === 0) return undefined;
  const what = "the path of the program interpreter";
  return yield* readString(extent, segment.offset, { limit: segment.fileBytes, what });
}

/**
 * ET_DYN is both programs and libraries. The PIE flag marks programs; older linkers did not set it, so a file
 * with an interpreter is one too, unless it has a library's name of its own (libc.so.6 can be run).
 */
function kindOf(
  header: ElfHeader,
  dynamic: Dynamic | undefined,
  interpreter: string | undefined,
): ExecutableKind {
  if (header.type !== TYPE_DYNAMIC) return KINDS[header.type] ?? "other";
  const flags = dynamic?.values.get(TAG_FLAGS_1)?.[0] ?? 0;
  if (flags & POSITION_INDEPENDENT_PROGRAM) return "executable";
  const hasOwnName = dynamic?.values.has(TAG_SHARED_NAME) ?? false;
  return interpreter !== undefined && !hasOwnName ? "executable" : "shared-library";
}
