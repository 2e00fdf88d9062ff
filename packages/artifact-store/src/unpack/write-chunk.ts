import type { Writable } from "node:stream";

/** Resolves once the stream has taken the chunk in, or will take nothing any more. */
export function writeChunk(
  stream: Pick<Writable, "write" | "once" | "off">,
  chunk: Uint8Array,
): Promise<void> {
  return new Promise((resolve) => {
    stream.once("close", resolve);
    stream.write(chunk, () => {
      stream.off("close", resolve);
      resolve();
    });
  });
}
