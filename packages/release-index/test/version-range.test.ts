import fc from "fast-check";
import semver from "semver";
import { describe, expect, test } from "vitest";
import { compareVersions, parseVersion } from "../src/index.js";
import { compileRange, isRange } from "../src/version-range.js";

const number = fc.constantFrom("0", "1", "2", "3", "10");
const part = fc.oneof(
  { weight: 4, arbitrary: number },
  { weight: 1, arbitrary: fc.constantFrom("x", "X", "*", "01") },
);
const tag = fc.constantFrom("", "", "", "-0", "-rc.1", "-alpha.0.1", "-nightly20241031996708042b");
const plain = fc.tuple(number, number, number).map((parts) => parts.join("."));
const version = fc.tuple(plain, tag).map((parts) => parts.join(""));
const partial = fc
  .tuple(
    fc.constantFrom("", "", "v", "=", "vv"),
    fc.array(part, { minLength: 1, maxLength: 3 }),
    tag,
    fc.constantFrom("", "", "+b.1"),
  )
  .map(([prefix, parts, pre, build]) => `${prefix}${parts.join(".")}${pre}${build}`);
const operator = fc.constantFrom("", "", "^", "~", "~>", ">=", "<", ">", "<=", "=", ">= ", "^ ", "~ ");
const comparator = fc.tuple(operator, partial).map((parts) => parts.join(""));
const alternative = fc.oneof(
  { weight: 5, arbitrary: fc.array(comparator, { maxLength: 3 }).map((parts) => parts.join(" ")) },
  { weight: 1, arbitrary: fc.tuple(partial, partial).map((parts) => parts.join("  - ")) },
);
const range = fc.array(alternative, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(" || "));

/** semver's answer, or undefined for what it does not read. */
function bySemver(text: string): semver.Range | undefined {
  try {
    return new semver.Range(text);
  } catch {
    return undefined;
  }
}

describe("compileRange", () => {
  test("reads what semver reads, and agrees with it on every version", () => {
    fc.assert(
      fc.property(range, fc.array(version, { minLength: 1, maxLength: 8 }), (text, candidates) => {
        const theirs = bySemver(text);
        const ours = compileRange(text);
        expect(ours === undefined).toBe(theirs === undefined);
        for (const candidate of candidates) {
          expect(ours?.accepts(parseVersion(candidate))).toBe(theirs?.test(candidate));
        }
      }),
      { numRuns: 2000 },
    );
  });

  test("isBelow a version and all newer ones holds only where none of them is accepted", () => {
    fc.assert(
      fc.property(range, version, version, (text, a, b) => {
        const compiled = compileRange(text);
        const [older, newer] = [a, b].map((one) => parseVersion(one)).sort(compareVersions);
        if (!compiled || !older || !newer || !compiled.isBelow(older)) return;
        expect([compiled.isBelow(newer), compiled.accepts(older), compiled.accepts(newer)]).toStrictEqual([
          true,
          false,
          false,
        ]);
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ["<0.10", "0.10.0", true],
    ["<0.10", "0.9.9", false],
    ["1 || 3", "3.0.0", false],
    ["1 || 3", "4.0.0", true],
    [">=1", "9.0.0", false],
    ["2.0.0", "2.0.1", true],
  ])("isBelow: all of %s is below %s: %s", (text, candidate, expected) => {
    expect(compileRange(text)?.isBelow(parseVersion(candidate))).toBe(expected);
  });

  test("with includePrerelease agrees with semver on a caret of a whole version", () => {
    fc.assert(
      fc.property(version, version, (from, candidate) => {
        const expected = semver.satisfies(candidate, `^${from}`, { includePrerelease: true });
        expect(compileRange(`^${from}`, { includePrerelease: true })?.accepts(parseVersion(candidate))).toBe(
          expected,
        );
      }),
    );
  });

  test.each([
    "lts",
    "v>=20",
    "1.x.3",
    "x.1",
    ">",
    "1.2.3-01",
    "^9007199254740991",
    "=>1",
    "1 | 2",
    "*>= 1.2.1",
  ])("is undefined for %j", (text) => {
    expect(compileRange(text)).toBeUndefined();
  });

  test.each([
    ["spaces", " ".repeat(50_000)],
    ["digits", "1".repeat(50_000)],
    ["dots", "1.".repeat(50_000)],
    ["prefixes", "v".repeat(50_000)],
    ["hyphens", "1 - ".repeat(20_000)],
    ["a pre-release", `1.2.3-${"a.".repeat(50_000)}`],
    ["build data", `1.2.3+${"a.".repeat(50_000)}`],
  ])("is quick on endless %s", (_title, text) => {
    const start = process.cpuUsage();
    compileRange(text);
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(5_000);
  });
});

test.each([
  [">=20 <23", true],
  ["", true],
  ["v22", true],
  ["20 || >=24", true],
  ["18 - 20.x", true],
  ["v^22", false],
  ["latest", false],
])("isRange %j is %s", (text, expected) => {
  expect(isRange(text)).toBe(expected);
});
