import { readAddon } from "./addon.js";
import { readFields } from "./fields.js";
import { readNodeExports } from "./pe/exports.js";
import {
  DIRECTORY_CERTIFICATES,
  DIRECTORY_LOAD_CONFIG,
  offsetOfRva,
  type PeHeader,
  readPeHeader,
} from "./pe/header.js";
import { readDelayImports, readImports, readNodeImports } from "./pe/imports.js";
import type { Extent, Parsing } from "./reader.js";
import type { ExecutableArch, ExecutableInfo } from "./types.js";

const IS_DLL = 0x2000;

/** IMAGE_FILE_MACHINE_… → arch. ARM64X images are arm64's; ARM64EC images say x64 and are told apart below. */
const ARCHS: Readonly<Record<number, ExecutableArch>> = {
  332: "ia32",
  448: "arm",
  452: "arm",
  20580: "riscv64",
  25188: "loong64",
  34404: "x64",
  42561: "arm64ec",
  42574: "arm64",
  43620: "arm64",
};

const SUBSYSTEMS: Readonly<Record<number, NonNullable<ExecutableInfo["subsystem"]>>> = {
  1: "native",
  2: "gui",
  3: "console",
  10: "efi",
  11: "efi",
  12: "efi",
  13: "efi",
};

/** Reads a PE image; undefined for a program of MS-DOS, which begins alike. */
export function* parsePe(extent: Extent): Parsing<ExecutableInfo | undefined> {
  const header = yield* readPeHeader(extent);
  if (header === undefined) return undefined;
  const hybrid = yield* readHybrid(extent, header);
  const arch = hybrid === "arm64ec" ? "arm64ec" : (ARCHS[header.machine] ?? "unknown");
  const imports = yield* readImports(extent, header);
  const delayImports = yield* readDelayImports(extent, header);
  const isLibrary = (header.characteristics & IS_DLL) !== 0;
  const symbols = isLibrary
    ? [
        ...(yield* readNodeExports(extent, header)),
        ...(yield* readNodeImports(extent, header, [...imports, ...delayImports])),
      ]
    : [];
  const addon = yield* readAddon(extent, symbols, arch);
  const subsystem = SUBSYSTEMS[header.subsystem] ?? "other";
  return {
    format: "pe",
    kind: isLibrary ? "shared-library" : "executable",
    os: subsystem === "efi" ? "unknown" : "win32",
    arch,
    machine: header.machine,
    bits: header.bits,
    endianness: "little",
    needed: imports.map(({ library }) => library),
    delayLoaded: delayImports.map(({ library }) => library),
    minimumOsVersion: header.subsystemVersion,
    isSigned: (header.directories[DIRECTORY_CERTIFICATES]?.sizeBytes ?? 0) > 0,
    subsystem,
    ...(hybrid === undefined ? {} : { hybrid }),
    ...(addon === undefined ? {} : { addon }),
  };
}

/** CHPEMetadataPointer of IMAGE_LOAD_CONFIG_DIRECTORY64: only images that mix ARM64 and x64 code have one. */
const HYBRID_POINTER_AT = 0xc8;

function* readHybrid(extent: Extent, header: PeHeader): Parsing<"arm64ec" | "arm64x" | undefined> {
  const arch = ARCHS[header.machine];
  const directory = header.directories[DIRECTORY_LOAD_CONFIG];
  if (header.bits === 32 || directory === undefined || (arch !== "x64" && arch !== "arm64")) return undefined;
  const offset = offsetOfRva(header, directory.address);
  if (offset === undefined) return undefined;
  const options = { isLittleEndian: true, what: "the load configuration" };
  const size = yield* readFields(extent, { offset, length: 4 }, options);
  if (size.u32(0) < HYBRID_POINTER_AT + 8) return undefined;
  const pointer = yield* readFields(extent, { offset: offset + HYBRID_POINTER_AT, length: 8 }, options);
  if (pointer.u64(0) === 0) return undefined;
  return arch === "x64" ? "arm64ec" : "arm64x";
}
