import type { FileLike } from "../../src/parse-file.js";

/** Bytes as an open file that gives few at a time. */
export function fileOf(bytes: Uint8Array): FileLike {
  return {
    stat: async () => ({ size: bytes.length }),
    read: async (buffer, offset, length, position) => {
      const part = bytes.subarray(position, position + Math.min(length, 300_001));
      buffer.set(part, offset);
      return { bytesRead: part.length };
    },
  };
}
