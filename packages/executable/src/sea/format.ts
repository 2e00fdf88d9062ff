/**
 * How one Node.js binary reads its SEA blob. The layout grew over the releases and follows the machine's word width
 * and byte order, so it is a fact of the binary, not of a version number.
 */
export interface SeaFormat {
  /** Width of lengths and counts, in bytes. */
  readonly wordBytes: 4 | 8;
  readonly endianness: "little" | "big";
  /** Which parts the binary knows, beyond the flags and the main script. */
  readonly parts: readonly SeaPart[];
}

export type SeaPart = "codePath" | "codeCache" | "assets" | "execArgv" | "mainFormat" | "vfs";

/**
 * What Node.js prints about each part as it reads it (`NODE_DEBUG_NATIVE=SEA`): the text is in every binary whose
 * reader knows the part.
 */
const MARKS: readonly (readonly [text: string, part: SeaPart])[] = [
  ["code path", "codePath"],
  ["resource code cache", "codeCache"],
  ["resource assets size", "assets"],
  ["resource exec argv extension", "execArgv"],
  ["main code format", "mainFormat"],
];

/** What the text of a part begins with, so that one search finds all. */
export const READ_MARK = "Read SEA ";

/** The VFS is a flag, which has no such text; this is a complaint about the key of the SEA configuration. */
export const VFS_MARK = '"useVfs" field';

/** No text after the mark is longer. */
export const MARK_TEXT_BYTES = 48;

/** The part that a text after `READ_MARK` speaks of, or undefined. */
export function partOfMark(text: string): SeaPart | undefined {
  return MARKS.find(([start]) => text.startsWith(start))?.[1];
}

export const SEA_PARTS: readonly SeaPart[] = [...MARKS.map(([, part]) => part), "vfs"];

/** The first word of every blob (kMagic of Node's src/node_sea.cc). */
export const SEA_MAGIC = 0x143da20;

/** SeaFlags of Node's src/node_sea.h. */
export const SEA_FLAGS = {
  disableExperimentalSEAWarning: 1,
  useSnapshot: 2,
  useCodeCache: 4,
  includeAssets: 8,
  includeExecArgv: 16,
  useVfs: 32,
} as const;

/** In the order of their numbers in the blob. */
export const EXEC_ARGV_EXTENSIONS = ["none", "env", "cli"] as const;
export const MAIN_FORMATS = ["commonjs", "module"] as const;
