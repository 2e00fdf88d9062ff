import { ByteWriter } from "./byte-writer.js";

export interface XcoffOptions {
  readonly bits?: 32 | 64;
  readonly flags?: number;
  /** `[path, base name, archive member]` */
  readonly imports?: readonly (readonly [path: string, base: string, member: string])[];
}

/** Builds an XCOFF file with a .bss section, which has no bytes in the file, and a loader section. */
export function xcoffFile({ bits = 64, flags = 2, imports = [] }: XcoffOptions = {}): Uint8Array {
  const headerBytes = bits === 64 ? 24 : 20;
  const sectionBytes = bits === 64 ? 72 : 40;
  const optionalBytes = 8;
  const loaderAt = headerBytes + optionalBytes + 2 * sectionBytes;
  const list = new ByteWriter(false).text("/usr/lib:/lib").u8(0, 0, 0);
  for (const parts of imports) for (const part of parts) list.text(part).u8(0);
  const loaderHeaderBytes = bits === 64 ? 56 : 32;
  const loaderBytes = loaderHeaderBytes + list.length;

  const writer = new ByteWriter(false).u16(bits === 64 ? 0x01f7 : 0x01df, 2).u32(0);
  if (bits === 64) writer.u64(0).u16(optionalBytes, flags).u32(0);
  else writer.u32(0, 0).u16(optionalBytes, flags);
  writer.padTo(headerBytes + optionalBytes);
  writeSection(writer, bits, { name: ".bss", sizeBytes: 0x7fffffff, offset: 0, type: 0x80 });
  writeSection(writer, bits, { name: ".loader", sizeBytes: loaderBytes, offset: loaderAt, type: 0x1000 });
  writer.u32(bits === 64 ? 2 : 1, 0, 0, list.length, 1 + imports.length);
  if (bits === 64) writer.u32(0).u64(loaderHeaderBytes, 0, 0, 0);
  else writer.u32(loaderHeaderBytes, 0, 0);
  return writer.bytes(list.finish()).finish();
}

function writeSection(
  writer: ByteWriter,
  bits: 32 | 64,
  section: {
    readonly name: string;
    readonly sizeBytes: number;
    readonly offset: number;
    readonly type: number;
  },
): void {
  const start = writer.length;
  writer.text(section.name).padTo(start + 8);
  writer.word(bits, 0, 0, section.sizeBytes, section.offset, 0, 0);
  if (bits === 64) writer.u32(0, 0, section.type, 0);
  else writer.u16(0, 0).u32(section.type);
}
