import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Payload, withPayload } from "../../src/object-store/payload.js";
import { collect, noise, pieces } from "../helpers/bytes.js";
import { temporaryDirectory } from "../helpers/temporary-directory.js";

describe("withPayload", () => {
  test.each([
    ["in memory", 1000],
    ["in a file", (9 << 20) + 3],
  ])("keeps a stream %s and opens any part of it", async (_, size) => {
    const body = noise(size);
    const temporary = temporaryDirectory();
    await withPayload(pieces(body, 99_991), { temporaryDirectory: temporary }, async (payload: Payload) => {
      expect(payload.sizeBytes).toBe(size);
      expect(readdirSync(temporary)).toHaveLength(size > 8 << 20 ? 1 : 0);
      for (const [offset, length] of [
        [0, size],
        [7, 500],
        [size - 1, 1],
        [3, 0],
      ] as const) {
        const part = await collect(payload.open(offset, length));
        expect(part.equals(body.subarray(offset, offset + length))).toBe(true);
      }
    });
    expect(readdirSync(temporary)).toEqual([]);
  });

  test("leaves no temporary file when the work fails", async () => {
    const temporary = temporaryDirectory();
    const work = withPayload(pieces(noise(9 << 20), 1 << 20), { temporaryDirectory: temporary }, async () => {
      throw new RangeError("failed");
    });
    await expect(work).rejects.toThrow(RangeError);
    expect(readdirSync(temporary)).toEqual([]);
  });
});
