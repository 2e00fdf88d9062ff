import { describe, expect, it } from "vitest";
import { inspectBytes } from "../src/inspect-bytes.js";
import { elfFile } from "./support/elf-file.js";

describe("inspectBytes()", () => {
  it("reads bytes that are part of a larger buffer", () => {
    const file = elfFile({ type: 2 });
    const larger = new Uint8Array(file.length + 200);
    larger.set(file, 100);
    expect(inspectBytes(larger.subarray(100, 100 + file.length))).toEqual(inspectBytes(file));
  });

  it("calls the bytes by their name in messages", () => {
    const empty = new Uint8Array();
    expect(() => inspectBytes(empty)).toThrow("the file is no executable: the file is empty");
    expect(() => inspectBytes(empty, "lib/addon.node")).toThrow(
      "lib/addon.node is no executable: the file is empty",
    );
  });
});
