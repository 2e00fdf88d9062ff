import { Fields } from "../fields.js";
import { decodeText, type Extent, type Parsing, readBytes } from "../reader.js";
import type { ExecutableOs } from "../types.js";
import { type ElfHeader, SEGMENT_NOTE, type Segment } from "./header.js";

/** What the vendor notes of an ELF file say about the system it is for. */
export interface NoteFacts {
  readonly os?: ExecutableOs;
  readonly minimumOsVersion?: string;
}

/** Identifying notes stand at the front; a note segment larger than this carries payload (a SEA blob). */
const MAX_NOTE_BYTES = 4096;

/** The first word of a GNU ABI tag (NT_GNU_ABI_TAG, glibc's csu/abi-note.c). */
const GNU_SYSTEMS: Readonly<Record<number, ExecutableOs>> = {
  0: "linux",
  1: "hurd",
  2: "sunos",
  3: "freebsd",
  4: "netbsd",
};

const NOTE_OWNERS: Readonly<Record<string, ExecutableOs>> = {
  Android: "android",
  DragonFly: "dragonfly",
  FreeBSD: "freebsd",
  NetBSD: "netbsd",
  OHOS: "openharmony",
  OpenBSD: "openbsd",
};

/** Reads the notes of all PT_NOTE segments and returns the first that names a system. */
export function* readNotes(extent: Extent, header: ElfHeader): Parsing<NoteFacts> {
  for (const segment of header.segments) {
    if (segment.type !== SEGMENT_NOTE || segment.fileBytes < 12) continue;
    const length = Math.min(segment.fileBytes, MAX_NOTE_BYTES);
    const bytes = yield* readBytes(extent, { offset: segment.offset, length }, "a note segment");
    const facts = systemOfNotes(new Fields(extent, bytes, header.isLittleEndian), bytes, segment);
    if (facts !== undefined) return facts;
  }
  return {};
}

/** Names and descriptions are padded to 4 bytes; in segments aligned to 8 (GNU properties), to 8. */
function systemOfNotes(fields: Fields, bytes: Uint8Array, { alignment }: Segment): NoteFacts | undefined {
  const padding = alignment === 8 ? 8 : 4;
  let at = 0;
  while (at + 12 <= fields.sizeBytes) {
    const nameBytes = fields.u32(at);
    const descriptionBytes = fields.u32(at + 4);
    const type = fields.u32(at + 8);
    const nameAt = at + 12;
    const descriptionAt = align(nameAt + nameBytes, padding);
    if (nameAt + nameBytes > fields.sizeBytes) return undefined;
    const owner = decodeText(bytes.subarray(nameAt, nameAt + Math.max(0, nameBytes - 1)));
    const hasTag = descriptionBytes >= 16 && descriptionAt + 16 <= fields.sizeBytes;
    if (owner === "GNU" && type === 1 && hasTag) return gnuAbiTag(fields, descriptionAt);
    const os = NOTE_OWNERS[owner];
    if (os !== undefined) return { os };
    at = align(descriptionAt + descriptionBytes, padding);
  }
  return undefined;
}

function gnuAbiTag(fields: Fields, at: number): NoteFacts {
  const os = GNU_SYSTEMS[fields.u32(at)];
  const version = [fields.u32(at + 4), fields.u32(at + 8), fields.u32(at + 12)].join(".");
  return os === undefined ? {} : { os, minimumOsVersion: version };
}

function align(offset: number, boundary: number): number {
  return Math.ceil(offset / boundary) * boundary;
}
