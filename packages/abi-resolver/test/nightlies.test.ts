import { describe, expect, test } from "vitest";
import { isBuiltFromLine, isNightly, nightlyRunOf, readNightlyRuns } from "../src/nightlies.js";

const runs = readNightlyRuns("127=20240426-20240816 131=20241017-20241031 137=20250301");

describe("nightlyRunOf", () => {
  test.each([
    ["nightly20240426aaaaaaaaaa", "127"],
    ["nightly20241017aaaaaaaaaa", "131"],
    ["nightly202410306dea41d2f7", "131"],
    // A hash whose first digits are decimal: the day is eight digits, not as many as there are.
    ["nightly202410311234567890", "131"],
    ["nightly20241031", "131"],
    ["nightly20250301abcdef0123", "137"],
    ["nightly20241101aaaaaaaaaa", undefined],
    ["nightly20241016aaaaaaaaaa", undefined],
    ["nightly2024102", undefined],
    ["nightly20241020xyz", undefined],
    ["next-nightly20241020aaaaaaaaaa", undefined],
    ["", undefined],
  ])("of %s is %s", (pre, abi) => {
    expect(nightlyRunOf(runs, pre)?.abi).toBe(abi);
  });
});

describe("isBuiltFromLine", () => {
  test.each(["rc.1", "rc1", "alpha.0.1.1", "beta.24", "beta1", "pre", "nightly20241020aaaaaaaaaa"])(
    "is true of %s",
    (pre) => {
      expect(isBuiltFromLine(pre)).toBe(true);
    },
  );

  test.each([
    "v8-canary20241020aaaaaaaaaa",
    "test2024102087a0ed",
    "next-nightly20241020aa",
    "nightly.20241020",
    "canary.20250107.1",
    "rc.x",
    "",
  ])("is false of %j", (pre) => {
    expect(isBuiltFromLine(pre)).toBe(false);
  });
});

test("isNightly is true of Node.js nightlies alone", () => {
  expect(["nightly20241020aaaaaaaaaa", "nightly.20241020", "rc.1"].map(isNightly)).toEqual([
    true,
    false,
    false,
  ]);
});
