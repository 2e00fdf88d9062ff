import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareVersions, prepareIndex } from "../src/index.js";
import { preparedOf } from "../src/prepare-index.js";
import { makeRow, prereleases, rows } from "./rows.js";

describe("prepareIndex", () => {
  test("sorts rows of any order, newest first", () => {
    const all = [...rows, ...prereleases];
    fc.assert(
      fc.property(fc.shuffledSubarray(all), (some) => {
        const versions = prepareIndex(some).entries.map(({ version }) => version);
        expect(versions).toHaveLength(some.length);
        expect(
          versions.every(
            (version, at) => at === 0 || compareVersions(versions[at - 1] ?? version, version) > 0,
          ),
        ).toBe(true);
      }),
    );
  });

  test("groups by line, channel and codename", () => {
    const index = prepareIndex([...prereleases, ...rows]);
    expect(index.byLine.get("v22")?.map(({ row }) => row.version)).toStrictEqual([
      "v22.23.2",
      "v22.11.0",
      "v22.1.0",
    ]);
    expect(index.byLine.get("v0.12")).toHaveLength(1);
    expect(index.byChannel.get("rc")?.[0]?.row.version).toBe("v19.0.0-rc.2");
    expect([...index.byCodename.keys()]).toStrictEqual(["lithium", "krypton", "jod", "iron", "argon"]);
    expect(index.releases).toHaveLength(rows.length);
  });

  test("keeps the first of two rows with one version", () => {
    const index = prepareIndex([makeRow("v1.0.0", "2015-01-14"), makeRow("v1.0.0", "2020-01-01")]);
    expect(index.entries.map(({ row }) => row.date)).toStrictEqual(["2015-01-14"]);
  });

  test("counts all rows of an index without releases as its releases", () => {
    expect(prepareIndex(prereleases).releases).toHaveLength(prereleases.length);
  });
});

test("preparedOf prepares a list once, and gives back an index as it is", () => {
  const list = [...rows];
  const index = preparedOf(list);
  expect(preparedOf(list)).toBe(index);
  expect(preparedOf(index)).toBe(index);
  expect(preparedOf([...list])).not.toBe(index);
});
