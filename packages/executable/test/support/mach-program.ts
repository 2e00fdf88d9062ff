import { hash } from "node:crypto";
import { ByteWriter } from "./byte-writer.js";

export interface MachProgramOptions {
  readonly cpuType?: number;
  /** What stands in the code segment. */
  readonly text?: Uint8Array;
  /** What stands in the link data. */
  readonly linkData?: Uint8Array;
  /** Bytes between the load commands and the first section. */
  readonly roomBytes?: number;
  readonly signature?: "ad-hoc" | "certified";
  readonly pageShift?: number;
  /** Segments beside __PAGEZERO, __TEXT and __LINKEDIT. */
  readonly extraSegment?: string;
}

const PAGE = 0x4000;
const BASE = 0x100000000;

/** A Mach-O program with a code segment, link data and, if asked, a signature over its pages. */
export function machProgram(options: MachProgramOptions = {}): Uint8Array {
  const {
    cpuType = 0x0100000c,
    text = new Uint8Array(16),
    linkData = new Uint8Array(5000).fill(3),
  } = options;
  const { roomBytes = 1024, signature, pageShift = 12, extraSegment } = options;
  const commandBytes =
    72 + 152 + (extraSegment === undefined ? 0 : 72) + 72 + 24 + 16 + 24 + (signature ? 16 : 0);
  const textAt = 32 + commandBytes + roomBytes;
  const linkAt = Math.ceil((textAt + text.length) / PAGE) * PAGE;
  const signatureAt = Math.ceil((linkAt + linkData.length) / 16) * 16;
  const pages = Math.ceil(signatureAt / 2 ** pageShift);
  const signatureBytes = signature === undefined ? 0 : 44 + 8 + 32 * pages + 64;
  const end = signature === undefined ? linkAt + linkData.length : signatureAt + signatureBytes;

  const file = new ByteWriter();
  const count = 5 + Number(extraSegment !== undefined) + 1 + Number(signature !== undefined);
  file.u32(0xfeedfacf, cpuType, 0, 2, count, commandBytes, 0x200085, 0);
  segment(file, "__PAGEZERO", [0, BASE, 0, 0], 0);
  segment(file, "__TEXT", [BASE, linkAt, 0, linkAt], 1);
  file
    .text("__text")
    .padTo(32 + 72 + 72 + 16)
    .text("__TEXT")
    .padTo(32 + 72 + 72 + 32);
  file.u64(BASE + textAt, text.length).u32(textAt, 0, 0, 0, 0, 0, 0, 0);
  if (extraSegment !== undefined) segment(file, extraSegment, [BASE + linkAt, 0, linkAt, 0], 0);
  const linkBytes = end - linkAt;
  segment(file, "__LINKEDIT", [BASE + linkAt, Math.ceil(linkBytes / PAGE) * PAGE, linkAt, linkBytes], 0);
  file.u32(2, 24, linkAt, 10, linkAt + 160, 100);
  file.u32(0x80000034, 16, linkAt + 300, 20);
  file.u32(0x32, 24, 1, 0xd0500, 0xd0500, 0);
  if (signature !== undefined) file.u32(0x1d, 16, signatureAt, signatureBytes);
  file
    .padTo(textAt)
    .bytes(text)
    .padTo(linkAt)
    .bytes(linkData)
    .padTo(signature === undefined ? end : signatureAt);
  if (signature === undefined) return file.finish();
  const code = file.finish();
  return Uint8Array.from([...code, ...sign(code, signature, pageShift, signatureBytes)]);
}

function segment(file: ByteWriter, name: string, place: readonly number[], sections: number): void {
  const start = file.length;
  file
    .u32(0x19, 72 + 80 * sections)
    .text(name)
    .padTo(start + 24)
    .u64(...place);
  file.u32(5, 5, sections, 0);
}

function sign(code: Uint8Array, kind: string, pageShift: number, sizeBytes: number): Uint8Array {
  const pages = Math.ceil(code.length / 2 ** pageShift);
  const isCertified = kind === "certified";
  const directoryBytes = 44 + 8 + 32 * pages;
  const out = new ByteWriter(false).u32(
    0xfade0cc0,
    sizeBytes,
    isCertified ? 2 : 1,
    0,
    28,
    0x10000,
    28 + directoryBytes,
  );
  out.u32(0xfade0c02, directoryBytes, 0x20001, isCertified ? 0x10000 : 2, 52, 44, 0, pages, code.length);
  out.u8(32, 2, 0, pageShift).u32(0).text("program").u8(0);
  for (let page = 0; page < pages; page += 1) {
    out.bytes(hash("sha256", code.subarray(page << pageShift, (page + 1) << pageShift), "buffer"));
  }
  if (isCertified) out.u32(0xfade0b01, 12, 1);
  return out.padTo(sizeBytes).finish();
}
