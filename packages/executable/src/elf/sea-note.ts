import { Fields } from "../fields.js";
import { type ByteRange, type Extent, malformed, type Parsing, readBytes } from "../reader.js";
import { type ElfHeader, SEGMENT_NOTE } from "./header.js";

/** Node looks for a note whose owner begins with this. */
export const SEA_NOTE_OWNER = "NODE_SEA_BLOB";
const OWNER_START = "NODE_SEA";

/** Node.js has three; hostile segments could hold millions. */
const MAX_NOTES = 4096;

/** Where the blob stands that Node.js would find in this file, or undefined. */
export function* findSeaNote(extent: Extent, header: ElfHeader): Parsing<ByteRange | undefined> {
  let count = 0;
  for (const segment of header.segments) {
    if (segment.type !== SEGMENT_NOTE) continue;
    const end = segment.offset + segment.fileBytes;
    let at = segment.offset;
    while (at + 12 + OWNER_START.length <= end) {
      count += 1;
      if (count > MAX_NOTES) throw malformed(extent, "its notes have no end");
      const range = { offset: at, length: 12 + OWNER_START.length };
      const bytes = yield* readBytes(extent, range, "a note");
      const fields = new Fields(extent, bytes, header.isLittleEndian);
      const offset = at + 12 + alignUp4(fields.u32(0));
      const length = fields.u32(4);
      const owner = String.fromCharCode(...bytes.subarray(12));
      if (owner === OWNER_START && length > 0) return { offset, length };
      at = offset + alignUp4(length);
    }
  }
  return undefined;
}

function alignUp4(value: number): number {
  return Math.ceil(value / 4) * 4;
}
