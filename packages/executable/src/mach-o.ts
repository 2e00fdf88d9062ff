import { readAddon } from "./addon.js";
import { readFields } from "./fields.js";
import { type LoadCommand, readMachHeader, textOf, versionText } from "./mach-o/commands.js";
import { segmentsOf } from "./mach-o/segments.js";
import { readMachSymbols } from "./mach-o/symbols.js";
import { type Extent, malformed, type Parsing, requireWithin } from "./reader.js";
import type { ExecutableArch, ExecutableInfo, ExecutableKind, ExecutableOs } from "./types.js";

const ARCHS: Readonly<Record<number, ExecutableArch>> = {
  7: "ia32",
  12: "arm",
  18: "ppc",
  16777223: "x64",
  16777228: "arm64",
  16777234: "ppc64",
  33554444: "arm64_32",
};

const KINDS: Readonly<Record<number, ExecutableKind>> = {
  1: "object",
  2: "executable",
  4: "core-dump",
  6: "shared-library",
  8: "shared-library",
};

const COMMAND_INTERPRETER = 0xe;
const COMMAND_SIGNATURE = 0x1d;
const COMMAND_BUILD_VERSION = 0x32;

/** LC_LOAD_DYLIB, LC_REEXPORT_DYLIB, LC_LOAD_UPWARD_DYLIB; a weak library may be missing. */
const NEEDED_COMMANDS: ReadonlySet<number> = new Set([0xc, 0x8000001f, 0x80000023]);

/** LC_VERSION_MIN_…, of linkers before 2018. */
const MINIMUM_VERSION_COMMANDS: Readonly<Record<number, ExecutableOs>> = {
  36: "darwin",
  37: "ios",
  47: "tvos",
  48: "watchos",
};

/** PLATFORM_… of LC_BUILD_VERSION; simulators run on the Mac, but on its terms: they count as their system. */
const PLATFORMS: Readonly<Record<number, ExecutableOs>> = {
  1: "darwin",
  2: "ios",
  3: "tvos",
  4: "watchos",
  6: "ios",
  7: "ios",
  8: "tvos",
  9: "watchos",
  11: "visionos",
  12: "visionos",
};

/** Reads a Mach-O file for one CPU; undefined when it is none. */
export function* parseMachO(extent: Extent): Parsing<ExecutableInfo | undefined> {
  const header = yield* readMachHeader(extent);
  if (header === undefined) return undefined;
  const { commands } = header;
  const kind = KINDS[header.fileType] ?? "other";
  const arch = ARCHS[header.cpuType] ?? "unknown";
  const segments = segmentsOf(extent, header);
  const symbols = kind === "shared-library" ? yield* readMachSymbols(extent, header, segments) : [];
  const addon = yield* readAddon(extent, symbols, arch);
  const interpreter = commands.find(({ type }) => type === COMMAND_INTERPRETER);
  return {
    format: "mach-o",
    kind,
    ...platformOf(commands),
    arch,
    machine: header.cpuType,
    bits: header.bits,
    endianness: header.isLittleEndian ? "little" : "big",
    needed: commands.filter(({ type }) => NEEDED_COMMANDS.has(type)).map(textOf),
    isSigned: commands.some(({ type }) => type === COMMAND_SIGNATURE),
    ...(interpreter === undefined ? {} : { interpreter: textOf(interpreter) }),
    ...(addon === undefined ? {} : { addon }),
  };
}

/** The first platform counts: a zippered library (macOS and Catalyst) names macOS first. */
function platformOf(commands: readonly LoadCommand[]): Pick<ExecutableInfo, "os" | "minimumOsVersion"> {
  for (const { type, fields } of commands) {
    if (type === COMMAND_BUILD_VERSION) {
      return { os: PLATFORMS[fields.u32(8)] ?? "unknown", minimumOsVersion: versionText(fields.u32(12)) };
    }
    const os = MINIMUM_VERSION_COMMANDS[type];
    if (os !== undefined) return { os, minimumOsVersion: versionText(fields.u32(8)) };
  }
  return { os: "darwin" };
}

const MAGIC_UNIVERSAL = 0xcafebabe;
const MAGIC_UNIVERSAL_64 = 0xcafebabf;

/** Compiled Java begins with the same magic; what follows is there a version of 45 or more. */
const MAX_SLICES = 32;

/** Reads a universal file; undefined when it is none. */
export function* parseUniversal(extent: Extent): Parsing<ExecutableInfo | undefined> {
  const options = { isLittleEndian: false, what: "the universal header" };
  const head = yield* readFields(extent, { offset: 0, length: 8 }, options);
  const [magic, count] = [head.u32(0), head.u32(4)];
  const isWide = magic === MAGIC_UNIVERSAL_64;
  if ((magic !== MAGIC_UNIVERSAL && !isWide) || count > MAX_SLICES) return undefined;
  const entryBytes = isWide ? 32 : 20;
  const table = yield* readFields(extent, { offset: 8, length: count * entryBytes }, options);
  const slices: ExecutableInfo[] = [];
  for (let at = 0; at < table.sizeBytes; at += entryBytes) {
    const range = isWide
      ? { offset: table.u64(at + 8), length: table.u64(at + 16) }
      : { offset: table.u32(at + 8), length: table.u32(at + 12) };
    requireWithin(extent, range, "a slice");
    const name = `${extent.name} (slice ${slices.length + 1})`;
    const slice = yield* parseMachO({ name, start: extent.start + range.offset, sizeBytes: range.length });
    if (slice === undefined) throw malformed(extent, `slice ${slices.length + 1} is no Mach-O file`);
    slices.push(slice);
  }
  return joined(extent, slices);
}

function joined(extent: Extent, slices: readonly ExecutableInfo[]): ExecutableInfo {
  const [first] = slices;
  if (first === undefined) throw malformed(extent, "a universal file without slices");
  const isUniform = slices.every(({ os }) => os === first.os);
  return {
    format: "mach-o",
    kind: first.kind,
    os: isUniform ? first.os : "unknown",
    arch: "universal",
    machine: 0,
    bits: first.bits,
    endianness: first.endianness,
    needed: [...new Set(slices.flatMap(({ needed }) => needed))],
    isSigned: slices.every(({ isSigned }) => isSigned === true),
    slices,
  };
}
