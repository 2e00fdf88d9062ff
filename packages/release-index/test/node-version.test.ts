import fc from "fast-check";
import semver from "semver";
import { describe, expect, test } from "vitest";
import { compareVersions, distDirectory, parseIndex, parseVersion, tryParseVersion } from "../src/index.js";
import { corpus, needsCorpus } from "./corpus.js";
import { errorOf } from "./error-of.js";

const number = fc.integer({ min: 0, max: 40 });
const numbers = fc.tuple(number, number, number).map((parts) => parts.join("."));
const prerelease = fc.oneof(
  fc.constantFrom("", "-0", "-1.a", "-a.1", "-a.b", "-10"),
  number.map((n) => `-rc.${n}`),
  fc.array(number, { minLength: 1, maxLength: 3 }).map((parts) => `-alpha.${parts.join(".")}`),
  fc
    .tuple(
      fc.constantFrom("nightly", "next-nightly", "test", "v8-canary"),
      fc.stringMatching(/^20[0-9]{6}[0-9a-f]{10}$/),
    )
    .map(([kind, rest]) => `-${kind}${rest}`),
);
const version = fc.tuple(numbers, prerelease).map((parts) => parts.join(""));

describe("parseVersion", () => {
  test.each([
    ["v22.11.0", { text: "v22.11.0", major: 22, minor: 11, patch: 0, prerelease: "", channel: "release" }],
    ["0.12.18", { text: "v0.12.18", major: 0, minor: 12, patch: 18, channel: "release" }],
    ["v19.0.0-rc.2", { channel: "rc", prerelease: "rc.2" }],
    ["v24.0.0-nightly20241031996708042b", { channel: "nightly", date: "2024-10-31", commit: "996708042b" }],
    ["v23.0.0-nightly202410306dea41d2f7", { channel: "nightly", date: "2024-10-30", commit: "6dea41d2f7" }],
    [
      "v5.0.0-next-nightly2015112005936b0ad9",
      { channel: "next-nightly", date: "2015-11-20", commit: "05936b0ad9" },
    ],
    [
      "v14.0.0-v8-canary20200101abcdef1234",
      { channel: "v8-canary", date: "2020-01-01", commit: "abcdef1234" },
    ],
    ["v7.0.0-test2016100609987d242b", { channel: "test", date: "2016-10-06", commit: "09987d242b" }],
    [
      "v6.0.0-rc.1-nightly201604201234567890",
      { channel: "nightly", date: "2016-04-20", commit: "1234567890" },
    ],
    ["v27.0.0-alpha.0.1.1", { channel: "alpha", prerelease: "alpha.0.1.1" }],
    ["27.0.0-alpha.1", { channel: "alpha", text: "v27.0.0-alpha.1" }],
    ["chakracore-8.1.2", { channel: "chakracore-release", text: "v8.1.2" }],
    ["chakracore-v10.0.0-nightly20180201abcdef1234", { channel: "chakracore-nightly", date: "2018-02-01" }],
    ["v8.1.4-win11", { channel: "other", prerelease: "win11" }],
  ])("reads %s", (text, expected) => {
    expect(parseVersion(text)).toMatchObject(expected);
  });

  test.each([
    "",
    "v",
    "22",
    "22.11",
    "v22.11.0.1",
    "v01.2.3",
    "1.2.3-",
    "=1.2.3",
    " 1.2.3",
    "1.2.3+x",
    "../1.2.3",
    "v1.2.99999999999",
  ])("refuses %j", (text) => {
    expect(errorOf(() => parseVersion(text)).code).toBe("ERR_RELEASE_VERSION");
    expect(tryParseVersion(text)).toBeUndefined();
  });

  test("gives back as text what it read, for every version", () => {
    fc.assert(
      fc.property(version, (text) => {
        expect(parseVersion(text).text).toBe(`v${text}`);
        expect(parseVersion(`v${text}`)).toStrictEqual(parseVersion(text));
      }),
    );
  });

  test("throws nothing but the package's own error", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        if (tryParseVersion(text) === undefined) errorOf(() => parseVersion(text));
      }),
    );
  });
});

describe("compareVersions", () => {
  test("orders as semver does", () => {
    fc.assert(
      fc.property(version, version, (a, b) => {
        expect(Math.sign(compareVersions(a, b))).toBe(semver.compare(a, b));
      }),
    );
  });

  test("orders nightlies of one version by day", () => {
    expect(
      compareVersions("v24.0.0-nightly20241029ece37bc88c", "v24.0.0-nightly20241031996708042b"),
    ).toBeLessThan(0);
  });
});

test("distDirectory names the directory of a channel, and none for a farm's own", () => {
  expect(distDirectory("release")).toBe("release");
  expect(distDirectory("chakracore-nightly")).toBe("chakracore-nightly");
  expect(distDirectory("other")).toBeUndefined();
});

describe.skipIf(corpus.isAbsent)(`the real nightlies ${needsCorpus}`, () => {
  test("parseVersion finds a day and a ten-digit commit in each, and the day is the row's or the one before", () => {
    for (const row of parseIndex(corpus.read("release-index/nightly-index.tab"))) {
      const parsed = parseVersion(row.version);
      expect(parsed.channel).toBe("nightly");
      expect(parsed.commit).toHaveLength(10);
      expect(Math.abs(Date.parse(row.date) - Date.parse(parsed.date ?? ""))).toBeLessThanOrEqual(
        2 * 86_400_000,
      );
    }
  });
});
