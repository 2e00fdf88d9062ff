import { describe, expect, test } from "vitest";
import { isBuiltFromLine, nightlyRunOf, readNightlyRuns } from "../src/nightlies.js";
import { parseVersion } from "../src/version.js";

const runs = readNightlyRuns("24.0.0:131=20241017-20241031 24.0.0:137=20250301 23.0.0:127=20240426-20240816");

describe("nightlyRunOf", () => {
  test.each([
    ["v24.0.0-nightly20241017aaaaaaaaaa", "131"],
    ["v24.0.0-nightly202410306dea41d2f7", "131"],
    // A hash whose first digits are decimal: the day is eight digits, not as many as there are.
    ["v24.0.0-nightly202410311234567890", "131"],
    ["v24.0.0-nightly20241031", "131"],
    ["v24.0.0-nightly20250301abcdef0123", "137"],
    ["v24.0.0-nightly20241101aaaaaaaaaa", undefined],
    ["v24.0.0-nightly20241016aaaaaaaaaa", undefined],
    ["v24.0.1-nightly20241020aaaaaaaaaa", undefined],
    ["v24.0.0-nightly2024102", undefined],
    ["v24.0.0-nightly20241020xyz", undefined],
    ["v24.0.0-next-nightly20241020aaaaaaaaaa", undefined],
    ["v24.0.0", undefined],
  ])("of %s is %s", (version, abi) => {
    expect(nightlyRunOf(runs, parseVersion(version))?.abi).toBe(abi);
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
