import { Fields } from "../fields.js";
import { type Extent, malformed, type Parsing, readBytes, readString } from "../reader.js";
import type { MachHeader } from "./commands.js";

export const COMMAND_SIGNATURE = 0x1d;

/** Blobs of Apple's kern/cs_blobs.h; all numbers in them are big-endian. */
export const MAGIC_SUPER_BLOB = 0xfade0cc0;
export const MAGIC_CODE_DIRECTORY = 0xfade0c02;
const MAGIC_CMS = 0xfade0b01;

const SLOT_CODE_DIRECTORY = 0;
const SLOT_ALTERNATE_FIRST = 0x1000;
const SLOT_ALTERNATE_LAST = 0x1005;
const SLOT_CMS = 0x10000;

export const FLAG_AD_HOC = 0x2;

/** The hashes of one algorithm over a file's pages. */
export interface CodeDirectory {
  readonly flags: number;
  readonly identifier: string;
  readonly teamId?: string;
  /** `sha256`, as node:crypto names it; undefined for one that this version does not know. */
  readonly algorithm?: "sha1" | "sha256" | "sha384";
  readonly hashBytes: number;
  readonly pageBytes: number;
  /** How much of the file is hashed: all that precedes the signature. */
  readonly codeBytes: number;
  readonly pageCount: number;
  /** Where the hash of the first page stands in the file. */
  readonly hashesAt: number;
}

/** A signature as it stands in a Mach-O file. */
export interface CodeSignature {
  readonly offset: number;
  readonly sizeBytes: number;
  readonly directories: readonly CodeDirectory[];
  /** Whether somebody's certificate vouches for it; without one it is ad hoc. */
  readonly isCertified: boolean;
}

/** A signature has six parts at most; the message for a hostile one says so. */
const MAX_PARTS = 64;

/** Reads the signature that LC_CODE_SIGNATURE points to; undefined when there is none. */
export function* readCodeSignature(extent: Extent, header: MachHeader): Parsing<CodeSignature | undefined> {
  const command = header.commands.find(({ type }) => type === COMMAND_SIGNATURE)?.fields;
  if (command === undefined) return undefined;
  const [offset, sizeBytes] = [command.u32(8), command.u32(12)];
  const head = yield* fieldsAt(extent, offset, 12);
  const count = head.u32(8);
  if (head.u32(0) !== MAGIC_SUPER_BLOB || count > MAX_PARTS) throw malformed(extent, "its signature is none");
  const table = yield* fieldsAt(extent, offset + 12, 8 * count);
  const directories: CodeDirectory[] = [];
  let isCertified = false;
  for (let i = 0; i < count; i += 1) {
    const slot = table.u32(8 * i);
    const at = offset + table.u32(8 * i + 4);
    if (slot === SLOT_CODE_DIRECTORY || (slot >= SLOT_ALTERNATE_FIRST && slot <= SLOT_ALTERNATE_LAST)) {
      directories.push(yield* readDirectory(extent, at));
    } else if (slot === SLOT_CMS) {
      const part = yield* fieldsAt(extent, at, 8);
      isCertified ||= part.u32(0) === MAGIC_CMS && part.u32(4) > 8;
    }
  }
  return { offset, sizeBytes, directories, isCertified };
}

const ALGORITHMS: Readonly<Record<number, NonNullable<CodeDirectory["algorithm"]>>> = {
  1: "sha1",
  2: "sha256",
  3: "sha256", // cut to 20 bytes
  4: "sha384",
};

const VERSION_WITH_TEAM = 0x20200;
const VERSION_WITH_LONG_LIMIT = 0x20300;

function* readDirectory(extent: Extent, at: number): Parsing<CodeDirectory> {
  const fields = yield* fieldsAt(extent, at, 44);
  const version = fields.u32(8);
  if (fields.u32(0) !== MAGIC_CODE_DIRECTORY) throw malformed(extent, "its code directory is none");
  const pageShift = fields.u8(39);
  if (pageShift < 12 || pageShift > 16) throw malformed(extent, `pages of 2 ** ${pageShift} bytes`);
  const long = version >= VERSION_WITH_LONG_LIMIT ? (yield* fieldsAt(extent, at + 56, 8)).u64(0) : 0;
  const teamAt = version >= VERSION_WITH_TEAM ? (yield* fieldsAt(extent, at + 48, 4)).u32(0) : 0;
  const codeBytes = long === 0 ? fields.u32(32) : long;
  const directory = {
    flags: fields.u32(12),
    identifier: yield* readString(extent, at + fields.u32(20)),
    hashBytes: fields.u8(36),
    pageBytes: 2 ** pageShift,
    codeBytes,
    pageCount: fields.u32(28),
    hashesAt: at + fields.u32(16),
  };
  if (codeBytes > extent.sizeBytes || directory.pageCount !== Math.ceil(codeBytes / directory.pageBytes)) {
    throw malformed(
      extent,
      `its signature has hashes for ${directory.pageCount} pages of ${codeBytes} bytes`,
    );
  }
  const algorithm = ALGORITHMS[fields.u8(37)];
  return {
    ...directory,
    ...(teamAt === 0 ? {} : { teamId: yield* readString(extent, at + teamAt) }),
    ...(algorithm === undefined ? {} : { algorithm }),
  };
}

function* fieldsAt(extent: Extent, offset: number, length: number): Parsing<Fields> {
  return new Fields(extent, yield* readBytes(extent, { offset, length }, "the signature"), false);
}
