import { Fields } from "../fields.js";
import { type Extent, type Parsing, readBytes } from "../reader.js";
import { SECTION_ARM_ATTRIBUTES, type Section } from "./sections.js";

/** Tag_CPU_arch → architecture version (ARM, "Addenda to, and Errata in, the ABI for the Arm Architecture"). */
const ARM_VERSIONS: Readonly<Record<number, number>> = {
  1: 4,
  2: 4,
  3: 5,
  4: 5,
  5: 5,
  6: 6,
  7: 6,
  8: 6,
  9: 6,
  10: 7,
  11: 6,
  12: 6,
  13: 7,
  14: 8,
  15: 8,
  16: 8,
  17: 8,
  18: 8,
  19: 8,
  20: 8,
  21: 8,
  22: 9,
};

const TAG_FILE = 1;
const TAG_CPU_RAW_NAME = 4;
const TAG_CPU_NAME = 5;
const TAG_CPU_ARCH = 6;
const TAG_COMPATIBILITY = 32;

/** Real sections have about sixty bytes. */
const MAX_ATTRIBUTE_BYTES = 4096;

/** The ARM version that the build attributes of a 32-bit ARM file state, if it has any. */
export function* readArmVersion(
  extent: Extent,
  sections: readonly Section[],
  isLittleEndian: boolean,
): Parsing<number | undefined> {
  const section = sections.find(({ type }) => type === SECTION_ARM_ATTRIBUTES);
  if (section === undefined) return undefined;
  const length = Math.min(section.sizeBytes, MAX_ATTRIBUTE_BYTES);
  const bytes = yield* readBytes(extent, { offset: section.offset, length }, "the ARM attributes");
  return armVersionOf(bytes, new Fields(extent, bytes, isLittleEndian));
}

/**
 * Format "A", then vendor sections {u32 length, "aeabi\0", sub-sections {tag, u32 length, attributes}}.
 * Only the public vendor's first file-wide sub-section is of interest.
 */
function armVersionOf(bytes: Uint8Array, fields: Fields): number | undefined {
  if (bytes[0] !== 0x41) return undefined;
  let at = 1;
  while (at + 4 <= bytes.byteLength) {
    const vendorBytes = fields.u32(at);
    if (vendorBytes < 5) return undefined;
    const nameEnd = bytes.indexOf(0, at + 4);
    const isPublic =
      nameEnd === at + 9 && "aeabi".split("").every((c, i) => bytes[at + 4 + i] === c.charCodeAt(0));
    if (isPublic && bytes[nameEnd + 1] === TAG_FILE) {
      const cpuArch = findCpuArch(bytes.subarray(nameEnd + 6, at + vendorBytes));
      return cpuArch === undefined ? undefined : ARM_VERSIONS[cpuArch];
    }
    at += vendorBytes;
  }
  return undefined;
}

/** Walks tag/value pairs: values are ULEB128 numbers or, by rule of the tag's number, strings. */
function findCpuArch(bytes: Uint8Array): number | undefined {
  let at = 0;
  const number = (): number => {
    let value = 0;
    for (let shift = 0; at < bytes.byteLength && shift < 35; shift += 7) {
      const byte = bytes[at] ?? 0;
      at += 1;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) break;
    }
    return value;
  };
  const skipText = (): void => {
    const end = bytes.indexOf(0, at);
    at = end === -1 ? bytes.byteLength : end + 1;
  };
  while (at < bytes.byteLength) {
    const tag = number();
    if (tag === TAG_CPU_ARCH) return number();
    if (tag === TAG_COMPATIBILITY) number();
    const isText =
      tag === TAG_CPU_RAW_NAME ||
      tag === TAG_CPU_NAME ||
      tag === TAG_COMPATIBILITY ||
      (tag > 32 && tag % 2 === 1);
    if (isText) skipText();
    else number();
  }
  return undefined;
}
