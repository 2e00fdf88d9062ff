import { describe, expect, it, test } from "vitest";
import { formatBytes, formatDuration, formatTable } from "../src/format.js";

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [1500, "1.5 kB"],
  [58_000_000, "58.0 MB"],
  [206_200_000, "206 MB"],
  [999_600, "1.0 MB"],
  [10_000_000_000, "10.0 GB"],
])("formatBytes(%i) is %s", (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test.each([
  [840, "0.8 s"],
  [42_000, "42 s"],
  [185_000, "3 min 5 s"],
  [7_440_000, "2 h 4 min"],
])("formatDuration(%i) is %s", (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

describe("formatTable()", () => {
  it("aligns columns and leaves no trailing blanks", () => {
    expect(
      formatTable([
        ["v24.21.0", "Krypton"],
        ["v9.0.0", ""],
      ]),
    ).toBe("v24.21.0  Krypton\nv9.0.0\n");
  });
});
