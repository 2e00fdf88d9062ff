import { parseElf } from "./elf.js";
import { ExecutableError } from "./errors.js";
import { describeLookAlike, LOOK_ALIKE_BYTES } from "./look-alike.js";
import { parseMachO, parseUniversal } from "./mach-o.js";
import { parsePe } from "./pe.js";
import { type Extent, type Parsing, readBytes } from "./reader.js";
import type { ExecutableInfo } from "./types.js";
import { parseXcoff } from "./xcoff.js";

type Parser = (extent: Extent) => Parsing<ExecutableInfo | undefined>;

/** First bytes → parsers to try. A parser returns undefined when the file only begins like its format. */
const PARSERS: readonly (readonly [magic: readonly number[], parser: Parser])[] = [
  [[0x7f, 0x45, 0x4c, 0x46], parseElf],
  [[0x4d, 0x5a], parsePe],
  [[0xcf, 0xfa, 0xed, 0xfe], parseMachO],
  [[0xce, 0xfa, 0xed, 0xfe], parseMachO],
  [[0xfe, 0xed, 0xfa, 0xcf], parseMachO],
  [[0xfe, 0xed, 0xfa, 0xce], parseMachO],
  [[0xca, 0xfe, 0xba, 0xbe], parseUniversal],
  [[0xca, 0xfe, 0xba, 0xbf], parseUniversal],
  [[0x01, 0xf7], parseXcoff],
  [[0x01, 0xdf], parseXcoff],
];

/**
 * Reads the headers of whatever binary the extent holds.
 * Throws ERR_EXECUTABLE_UNKNOWN_FORMAT when it holds none, ERR_EXECUTABLE_MALFORMED when its headers are broken.
 */
export function* parseExecutable(extent: Extent): Parsing<ExecutableInfo> {
  const length = Math.min(LOOK_ALIKE_BYTES, extent.sizeBytes);
  const head = yield* readBytes(extent, { offset: 0, length }, "the first bytes");
  for (const [magic, parser] of PARSERS) {
    if (!magic.every((byte, i) => head[i] === byte)) continue;
    const info = yield* parser(extent);
    if (info !== undefined) return info;
  }
  const why = describeLookAlike(head, extent.sizeBytes);
  throw new ExecutableError("ERR_EXECUTABLE_UNKNOWN_FORMAT", `${extent.name} is no executable: ${why}`, {
    hint: "expected an ELF, PE, Mach-O or XCOFF file",
  });
}
