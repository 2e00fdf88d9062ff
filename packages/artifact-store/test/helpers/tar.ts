import { buffer } from "node:stream/consumers";
import { type Header, pack } from "tar-stream";

export interface TarEntry extends Partial<Omit<Header, "name">> {
  readonly name: string;
  readonly content?: string | Buffer;
}

/** A tar archive made by another implementation than the one under test. */
export async function tar(entries: readonly TarEntry[]): Promise<Buffer> {
  const archive = pack();
  for (const { content, ...header } of entries) {
    archive.entry(header, content ?? "");
  }
  archive.finalize();
  return buffer(archive);
}

export interface RawHeader {
  readonly name: string;
  readonly size?: number | Buffer;
  readonly type?: string;
  readonly linkName?: string;
  readonly mode?: number;
  /** `ustar\0` and the version by default. */
  readonly magic?: string;
  readonly prefix?: string;
}

/** One header block, for what no honest program would write. */
export function rawHeader(header: RawHeader): Buffer {
  const block = Buffer.alloc(512);
  block.write(header.name, 0, 100, "utf8");
  block.write(octal(header.mode ?? 0o644, 7), 100);
  block.write(octal(0, 7), 108);
  block.write(octal(0, 7), 116);
  if (Buffer.isBuffer(header.size)) {
    header.size.copy(block, 124);
  } else {
    block.write(octal(header.size ?? 0, 11), 124);
  }
  block.write(octal(0, 11), 136);
  block.write(header.type ?? "0", 156, "latin1");
  block.write(header.linkName ?? "", 157, 100, "utf8");
  block.write(header.magic ?? "ustar\u000000", 257, "latin1");
  block.write(header.prefix ?? "", 345, 155, "utf8");
  return withChecksum(block);
}

/** The block with its checksum made right. */
export function withChecksum(block: Buffer): Buffer {
  block.fill(" ", 148, 156);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${octal(sum, 6)}\0 `, 148);
  return block;
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, "0");
}

/** Content padded to whole blocks. */
export function padded(content: string | Buffer): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
}

export const END_OF_TAR: Buffer = Buffer.alloc(1024);
