import type { Readable } from "node:stream";

/** Decompressed bytes kept ready while the main thread writes files. */
const HIGH_WATER_BYTES = 4 << 20;

/**
 * The chunks of a stream as they come, not merged, while it works ahead: iterating a `Readable`
 * itself would copy what has piled up into one buffer.
 */
export async function* readAhead(stream: Readable): AsyncGenerator<Buffer, void, undefined> {
  const ready: Buffer[] = [];
  let readyBytes = 0;
  let isEnded = false;
  let failure: { readonly error: unknown } | undefined;
  let wake = (): void => {};
  stream.on("data", (chunk: Buffer) => {
    ready.push(chunk);
    readyBytes += chunk.length;
    if (readyBytes >= HIGH_WATER_BYTES) {
      stream.pause();
    }
    wake();
  });
  stream.on("end", () => {
    isEnded = true;
    wake();
  });
  stream.on("error", (error: unknown) => {
    failure = { error };
    wake();
  });
  stream.on("close", () => {
    failure ??= isEnded ? undefined : { error: new Error("The stream was closed before its end") };
    wake();
  });
  try {
    for (;;) {
      const chunk = ready.shift();
      if (chunk !== undefined) {
        readyBytes -= chunk.length;
        stream.resume();
        yield chunk;
      } else if (failure !== undefined) {
        throw failure.error;
      } else if (isEnded) {
        return;
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  } finally {
    stream.destroy();
  }
}
