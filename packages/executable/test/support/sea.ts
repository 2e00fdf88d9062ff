import type { ByteSource } from "../../src/sea/byte-source.js";
import { readSources } from "../../src/sea/byte-source.js";
import type { SeaFormat, SeaPart } from "../../src/sea/format.js";

const all: readonly SeaPart[] = ["codePath", "codeCache", "assets", "execArgv", "mainFormat", "vfs"];

/** The format of a Node.js that knows the first parts, as they came one after the other. */
export function seaFormat(last: SeaPart, rest: Partial<SeaFormat> = {}): SeaFormat {
  return { wordBytes: 8, endianness: "little", parts: all.slice(0, all.indexOf(last) + 1), ...rest };
}

export async function bytesOf(source: ByteSource): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of readSources([source])) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
}

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
