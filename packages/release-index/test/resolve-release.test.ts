import fc from "fast-check";
import semver from "semver";
import { describe, expect, test } from "vitest";
import { parseIndex, parseSchedule, prepareIndex, resolveRelease } from "../src/index.js";
import { corpus, needsCorpus } from "./corpus.js";
import { errorOf } from "./error-of.js";
import { makeRow, prereleases, rows } from "./rows.js";
import { target } from "./targets.js";

const index = prepareIndex([...rows, ...prereleases]);
const schedule = parseSchedule({ v28: { start: "2028-04-20", lts: "2028-10-24", codename: "Magnesium" } });

describe("resolveRelease for a target", () => {
  test.each([
    ["22", "linux-armv7-glibc", "v22.23.2"],
    [">=20", "linux-armv7-glibc", "v23.11.1"],
    ["lts/jod", "linux-armv7-glibc", "v22.23.2"],
    ["26.9.0", "linux-x64-musl", "v26.9.0"],
    ["24", "linux-x64-musl", "v24.22.0"],
    ["24", "linux-x64-glibc", "v24.22.0"],
    ["latest", "linux-x64-musl", "v26.13.0"],
    [">=26 <26.13.0", "linux-x64-musl", "v26.9.0"],
    ["24.21.0", "win32-x64", "v24.21.0"],
  ])("%s on %s is %s", (spec, text, version) => {
    expect(resolveRelease(spec, { index, target: target(text) }).version).toBe(version);
  });

  test("names a newer release that it passed over", () => {
    const { reason } = resolveRelease(">=20", { index, target: target("linux-armv7-glibc") });
    expect(reason).toContain("v26.13.0 is newer but has no build for linux-armv7-glibc");
  });

  test("says on what ground it takes a release whose files the index does not list", () => {
    const { reason, row } = resolveRelease("lts", { index, target: target("linux-x64-musl") });
    expect(row.files).toStrictEqual([]);
    expect(reason).toContain("does not tell whether it was built for linux-x64-musl; v26.9.0 was");
  });

  test.each([
    ["26.7.0", "linux-armv7-glibc", ["v26.7.0 has no build for it"], ["linux-arm64-glibc", "v23.11.1"]],
    [
      "26.7.0",
      "linux-x64-musl",
      ["linux-x64-musl"],
      ["v26.7.0 was built for linux-x64-glibc", "v26.9.0", "v24.21.0"],
    ],
    ["lts", "linux-armv7-glibc", ["v26.13.0"], ["v26.9.0 was built for linux-arm64-glibc", "v23.11.1"]],
    ["latest", "linux-armv7-glibc", ["v26.13.0"], ["v23.11.1"]],
    ["25 || 26", "linux-armv7-glibc", ["none of the 4 releases"], ["v23.11.1"]],
    ["22", "freebsd-x64", ["none of the 3 releases"], ["No release of this index was built for freebsd-x64"]],
  ])(
    "%s on %s has no build, with the nearest targets and the newest release that has",
    (spec, text, why, hints) => {
      const error = errorOf(() => resolveRelease(spec, { index, target: target(text) }));
      expect(error.code).toBe("ERR_RELEASE_NO_BUILD");
      for (const part of why) expect(error.message).toContain(part);
      for (const part of hints) expect(error.hint).toContain(part);
    },
  );
});

describe("resolveRelease when nothing matches", () => {
  test.each([
    ["22.99.0", "The newest release of v22 is v22.23.2"],
    ["22.99", "The newest release of v22 is v22.23.2"],
    ["99", "The newest release in the index is v26.13.0"],
    [">=99", "The newest release in the index is v26.13.0"],
    ["lts/foo", "Lithium, Krypton, Jod, Iron, Argon"],
    ["Foo", "Lithium, Krypton, Jod, Iron, Argon"],
    ["lts/-9", "5 LTS lines"],
    ["magnesium", "v28 bears that name; its first LTS release is due on 2028-10-24"],
    ["chakracore-4.9.1", "v4.9.1"],
    ["test", "test/index.json"],
    ["nightly/22", "v26.13.0"],
  ])("%s: the hint says %s", (spec, hint) => {
    const error = errorOf(() => resolveRelease(spec, { index, schedule }));
    expect(error.code).toBe("ERR_RELEASE_NOT_FOUND");
    expect(error.hint).toContain(hint);
  });

  test("an empty index says that it is empty", () => {
    expect(errorOf(() => resolveRelease("latest", { index: [] })).hint).toBe("The index is empty.");
  });
});

describe("resolveRelease", () => {
  test("takes a plain list in any order", () => {
    expect(resolveRelease("lts", { index: [...rows].reverse() }).version).toBe("v26.13.0");
  });

  test("tells version, line, meaning and reason", () => {
    expect(resolveRelease(" lts/-1 ", { index })).toStrictEqual({
      row: rows.find(({ version }) => version === "v24.22.0"),
      version: "v24.22.0",
      line: "v24",
      dialect: "nodewright",
      meaning: { kind: "lts", back: 1 },
      reason:
        '"lts/-1" means the newest release of the LTS line 1 before the newest: v24.22.0 (LTS "Krypton") of 2026-10-14.',
      alternatives: [],
    });
  });

  test("takes the index of another channel for what its words name", () => {
    const nightlies = prereleases.filter(({ version }) => version.includes("-nightly"));
    expect(resolveRelease("latest", { index: nightlies }).version).toBe("v27.0.0-nightly20261101aaaaaaaaaa");
  });

  test("asks for the day and the schedule where a word depends on them", () => {
    expect(() => resolveRelease("lts_active", { index, dialect: "nv" })).toThrow(TypeError);
  });

  test("agrees with semver's maxSatisfying on every range", () => {
    const index = prepareIndex(rows);
    const versions = rows.map(({ version }) => version);
    const bound = fc.constantFrom(...versions.map((version) => version.slice(1)), "23.0.0", "24.0.0-rc.1");
    const part = fc
      .tuple(fc.constantFrom("^", "~", ">=", "<", ">", "<="), bound)
      .map((parts) => parts.join(""));
    const range = fc.tuple(part, fc.constantFrom(" ", " || "), part).map((parts) => parts.join(""));
    fc.assert(
      fc.property(range, (spec) => {
        const expected = semver.maxSatisfying(versions, spec);
        if (expected === null) {
          expect(errorOf(() => resolveRelease(spec, { index })).code).toBe("ERR_RELEASE_NOT_FOUND");
        } else {
          expect(resolveRelease(spec, { index }).version).toBe(expected);
        }
      }),
    );
  });

  test("throws nothing but the package's own error, whatever the word", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[a-z0-9./*<>=^~ |-]{0,12}$/)), (spec) => {
        try {
          resolveRelease(spec, { index, target: target("linux-x64-musl") });
        } catch {
          errorOf(() => resolveRelease(spec, { index, target: target("linux-x64-musl") }));
        }
      }),
    );
  });

  test("is not fooled by rows of one version, or by a codename that is a word of objects", () => {
    const odd = [makeRow("v30.0.0", "2030-04-20", { lts: "constructor" })];
    expect(resolveRelease("lts/constructor", { index: odd }).version).toBe("v30.0.0");
    expect(errorOf(() => resolveRelease("lts/valueof", { index: odd })).code).toBe("ERR_RELEASE_NOT_FOUND");
  });
});

describe.skipIf(corpus.isAbsent)(`the real index ${needsCorpus}`, () => {
  test.each([
    ["lts", "v24.19.0"],
    ["latest", "v26.7.0"],
    ["22", "v22.23.2"],
    ["0.12", "v0.12.18"],
    ["lts/-1", "v22.23.2"],
    ["hydrogen", "v18.20.8"],
    [">=20 <23", "v22.23.2"],
  ])("%s is %s", (spec, version) => {
    const real = parseIndex(corpus.read("release-index/index.rebuilt.json"));
    expect(resolveRelease(spec, { index: real }).version).toBe(version);
  });
});
