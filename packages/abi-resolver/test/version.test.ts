import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AbiError } from "../src/errors.js";
import {
  compareVersions,
  formatVersion,
  isSameRelease,
  parseVersion,
  readVersion,
  releaseOf,
} from "../src/version.js";

const number = fc.oneof(fc.nat(99), fc.nat(999_999_999));
const word = fc.stringMatching(/^[a-z-][0-9a-z-]{0,8}$/);
const pre = fc.oneof(
  fc.constant(""),
  fc
    .array(fc.oneof(number.map(String), word), { minLength: 1, maxLength: 3 })
    .map((parts) => parts.join(".")),
);
const version = fc.record({ major: number, minor: number, patch: number, pre });

describe("readVersion", () => {
  test.each([
    ["22.11.0", { major: 22, minor: 11, patch: 0, pre: "" }],
    ["v22.11.0", { major: 22, minor: 11, patch: 0, pre: "" }],
    ["0.0.0", { major: 0, minor: 0, patch: 0, pre: "" }],
    ["24.0.0-rc.1", { major: 24, minor: 0, patch: 0, pre: "rc.1" }],
    ["27.0.0-alpha.0.1.1", { major: 27, minor: 0, patch: 0, pre: "alpha.0.1.1" }],
    [
      "v24.0.0-nightly202410306dea41d2f7",
      { major: 24, minor: 0, patch: 0, pre: "nightly202410306dea41d2f7" },
    ],
    ["1.2.3+build.5", { major: 1, minor: 2, patch: 3, pre: "" }],
    ["1.2.3-x-y.z+b", { major: 1, minor: 2, patch: 3, pre: "x-y.z" }],
  ])("reads %s", (text, expected) => {
    expect(readVersion(text)).toEqual(expected);
  });

  test.each([
    "",
    "v",
    "22",
    "22.11",
    "22.x",
    "22.11.0.1",
    "22..0",
    ".1.2",
    "01.2.3",
    "1.02.3",
    "1.2.03",
    "1.2.3-",
    "1.2.3-01",
    "1.2.3-a..b",
    "1.2.3+",
    " 1.2.3",
    "1.2.3\n",
    "vv1.2.3",
    "V1.2.3",
    "-1.2.3",
    "1e3.2.3",
    "9999999999.0.0",
    `1.2.3-${"a".repeat(300)}`,
    null,
    undefined,
    22,
    {},
  ])("does not read %j", (text) => {
    expect(readVersion(text)).toBeUndefined();
  });

  test("reads back what formatVersion writes", () => {
    fc.assert(
      fc.property(version, (value) => {
        expect(readVersion(formatVersion(value))).toEqual(value);
      }),
    );
  });
});

test("parseVersion throws AbiError with the text in the message", () => {
  expect(() => parseVersion("lts/*")).toThrow(
    expect.objectContaining({ code: "ERR_ABI_INVALID_VERSION", message: expect.stringContaining('"lts/*"') }),
  );
  expect(() => parseVersion(undefined)).toThrow(AbiError);
});

describe("compareVersions", () => {
  test("orders as the semver specification's own example does", () => {
    const order = [
      "1.0.0-alpha",
      "1.0.0-alpha.1",
      "1.0.0-alpha.beta",
      "1.0.0-beta",
      "1.0.0-beta.2",
      "1.0.0-beta.11",
      "1.0.0-rc.1",
      "1.0.0",
      "1.0.1",
      "1.1.0",
      "2.0.0",
      "10.0.0",
    ];
    const sorted = [...order].reverse().sort((a, b) => compareVersions(parseVersion(a), parseVersion(b)));
    expect(sorted).toEqual(order);
  });

  test("is antisymmetric, transitive, and zero only for equal versions", () => {
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        expect(Math.sign(compareVersions(a, b)) + Math.sign(compareVersions(b, a))).toBe(0);
        expect(compareVersions(a, b) === 0).toBe(formatVersion(a) === formatVersion(b));
        if (compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0) {
          expect(compareVersions(a, c)).toBeLessThanOrEqual(0);
        }
      }),
    );
  });
});

test("releaseOf drops the pre-release, isSameRelease ignores it", () => {
  const rc = parseVersion("24.0.0-rc.1");
  expect(formatVersion(releaseOf(rc))).toBe("24.0.0");
  expect(isSameRelease(rc, parseVersion("24.0.0"))).toBe(true);
  expect(isSameRelease(rc, parseVersion("24.0.1"))).toBe(false);
});
