import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { createHttpClient } from "@nodewright/artifact-store";
import type { Io } from "@nodewright/command-line";
import { InputError } from "./input-error.js";

/** The text of an index or list: a file, an http(s) URL, or `-` for standard input. */
export async function readText(place: string, io: Io): Promise<string> {
  if (/^https?:/i.test(place)) {
    const client = createHttpClient({ env: io.env });
    try {
      return await client.text(place, { signal: io.signal });
    } finally {
      await client.close();
    }
  }
  return new TextDecoder().decode(await readBytes(place, io));
}

/** The bytes of a file, or of standard input for `-`. */
export async function readBytes(place: string, io: Io): Promise<Uint8Array> {
  if (place === "-") {
    const chunks: Buffer[] = [];
    for await (const chunk of io.stdin) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks);
  }
  try {
    return await readFile(resolve(io.cwd, place));
  } catch (cause) {
    throw new InputError(`${place} cannot be read: ${cause instanceof Error ? cause.message : cause}`, {
      cause,
    });
  }
}
