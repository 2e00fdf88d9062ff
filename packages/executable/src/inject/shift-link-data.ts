import { FieldWriter } from "../field-writer.js";
import type { LoadCommand } from "../mach-o/commands.js";

/** Load command → where in it offsets of the link data stand (Apple, mach-o/loader.h). */
const OFFSETS: Readonly<Record<number, readonly number[]>> = {
  2: [8, 16], // LC_SYMTAB
  11: [32, 40, 48, 56, 64, 72], // LC_DYSYMTAB
  22: [8], // LC_TWOLEVEL_HINTS
  30: [8], // LC_SEGMENT_SPLIT_INFO
  34: [8, 16, 24, 32, 40], // LC_DYLD_INFO
  38: [8], // LC_FUNCTION_STARTS
  41: [8], // LC_DATA_IN_CODE
  43: [8], // LC_DYLIB_CODE_SIGN_DRS
  46: [8], // LC_LINKER_OPTIMIZATION_HINT
  54: [8], // LC_ATOM_INFO
  55: [8], // LC_FUNCTION_VARIANTS
  56: [8], // LC_FUNCTION_VARIANT_FIXUPS
  2147483682: [8, 16, 24, 32, 40], // LC_DYLD_INFO_ONLY
  2147483699: [8], // LC_DYLD_EXPORTS_TRIE
  2147483700: [8], // LC_DYLD_CHAINED_FIXUPS
};

/** A copy of the command for link data that stands `shiftBytes` further back. */
export function shiftLinkData(
  { type, bytes, fields }: LoadCommand,
  linkDataAt: number,
  shiftBytes: number,
): Uint8Array {
  const shifted = new FieldWriter(bytes.slice(), true);
  for (const at of OFFSETS[type] ?? []) {
    if (at + 4 > bytes.length) continue;
    const offset = fields.u32(at);
    // Zero says that there is nothing of the kind.
    if (offset >= linkDataAt) shifted.u32(at, offset + shiftBytes);
  }
  return shifted.bytes;
}
