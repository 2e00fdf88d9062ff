import { type Extent, requireWithin } from "../reader.js";
import type { MachHeader } from "./commands.js";

/** A range of the file and the address it is mapped at. */
export interface MachSegment {
  readonly address: number;
  readonly offset: number;
  readonly fileBytes: number;
}

const COMMAND_SEGMENT = 0x1;
const COMMAND_SEGMENT_64 = 0x19;

/** The segments. Each must lie within the file, so that a file cut short is refused. */
export function segmentsOf(extent: Extent, { commands }: MachHeader): MachSegment[] {
  const segments: MachSegment[] = [];
  for (const { type, fields } of commands) {
    if (type !== COMMAND_SEGMENT && type !== COMMAND_SEGMENT_64) continue;
    const bits = type === COMMAND_SEGMENT_64 ? 64 : 32;
    const word = bits / 8;
    const segment = {
      address: fields.word(24, bits),
      offset: fields.word(24 + 2 * word, bits),
      fileBytes: fields.word(24 + 3 * word, bits),
    };
    requireWithin(extent, { offset: segment.offset, length: segment.fileBytes }, "a segment");
    segments.push(segment);
  }
  return segments;
}

/** Where the byte at an address stands in the file, or undefined when none does. */
export function offsetOfMachAddress(segments: readonly MachSegment[], address: number): number | undefined {
  const segment = segments.find((one) => address >= one.address && address < one.address + one.fileBytes);
  return segment === undefined ? undefined : segment.offset + address - segment.address;
}
