import fc from "fast-check";
import semver from "semver";
import { describe, expect, test } from "vitest";
import { parseVersion } from "../src/index.js";
import { compileRange, isRange } from "../src/version-range.js";

const number = fc.integer({ min: 0, max: 4 });
const plain = fc.tuple(number, number, number).map((parts) => parts.join("."));
const tag = fc.constantFrom("", "-rc.1", "-alpha.0.1", "-nightly20241031996708042b");
const version = fc.tuple(plain, tag).map((parts) => parts.join(""));
const simple = fc
  .tuple(fc.constantFrom("", "^", "~", ">=", "<", ">", "<=", "="), version)
  .map((parts) => parts.join(""));
const range = fc.oneof(
  fc.tuple(simple, simple, fc.constantFrom(" ", " || ")).map(([a, b, and]) => `${a}${and}${b}`),
  fc.constantFrom("*", "x", "", "2.x", "2", "1.2.x", ">=1", "<3", "1 - 3", "0.x || 3.1.x", ">4 <1"),
  fc.tuple(plain, plain).map((parts) => parts.join(" - ")),
);

describe("compileRange", () => {
  test("agrees with semver on every range and version", () => {
    fc.assert(
      fc.property(range, version, fc.boolean(), (text, candidate, includePrerelease) => {
        const test = compileRange(text, { includePrerelease });
        expect(test?.(parseVersion(candidate))).toBe(
          semver.satisfies(candidate, text, { includePrerelease }),
        );
      }),
      { numRuns: 2000 },
    );
  });

  test("is undefined for what semver does not read", () => {
    expect(compileRange("lts")).toBeUndefined();
    expect(compileRange("v>=20")).toBeUndefined();
  });
});

test.each([
  [">=20 <23", true],
  ["", true],
  ["v22", true],
  ["v>=20", false],
  ["v^22", false],
  ["latest", false],
])("isRange %j is %s", (text, expected) => {
  expect(isRange(text)).toBe(expected);
});
