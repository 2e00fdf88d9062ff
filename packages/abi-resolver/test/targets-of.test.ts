import { describe, expect, test } from "vitest";
import { snapshotOf } from "../src/snapshot.js";
import { findTargets, listRuns } from "../src/targets-of.js";
import { compareVersions, parseVersion } from "../src/version.js";

describe("findTargets", () => {
  test("gives the one line of a Node.js ABI", () => {
    expect(findTargets(snapshotOf("node"), "115")).toEqual([
      {
        runtime: "node",
        abi: "115",
        from: "20.0.0",
        before: "21.0.0-0",
        range: ">=20.0.0 <21.0.0",
        isReserved: false,
      },
    ]);
  });

  test("gives the three Electron lines that had 89, one of them in pre-releases alone", () => {
    const targets = findTargets(snapshotOf("electron"), "89");
    expect(targets.map(({ from, before, range }) => [from, before, range])).toEqual([
      ["13.0.0-beta.2", "14.0.0-0", ">=13.0.0 <14.0.0"],
      ["14.0.0-beta.1", "14.0.2", ">=14.0.0 <14.0.2"],
      ["15.0.0-alpha.1", "15.0.0-beta.7", null],
    ]);
  });

  test("keys by runtime: 64 is Node.js 10 and Electron 3 and 4.0.0 to 4.0.3", () => {
    expect(findTargets(snapshotOf("node"), "64").map(({ range }) => range)).toEqual([">=10.0.0 <11.0.0"]);
    expect(findTargets(snapshotOf("electron"), "64").map(({ range }) => range)).toEqual([
      ">=3.0.0 <4.0.0",
      ">=4.0.0 <4.0.4",
    ]);
  });

  test("takes the decimal and the hexadecimal spelling for one number", () => {
    const targets = findTargets(snapshotOf("node"), "12");
    expect(targets).toMatchObject([{ abi: "0x000C", from: "0.11.0", before: "0.11.8" }]);
    expect(findTargets(snapshotOf("node"), "0x000C")).toEqual(targets);
  });

  test("marks what is reserved", () => {
    expect(findTargets(snapshotOf("node"), "153")).toMatchObject([{ from: "27.0.0", isReserved: true }]);
  });

  test.each(["", "x", "-1", "1000", "127.5", "NaN"])("gives nothing for %j", (abi) => {
    expect(findTargets(snapshotOf("node"), abi)).toEqual([]);
  });
});

describe("listRuns", () => {
  test.each(["node", "electron", "node-webkit", "bun", "deno"] as const)(
    "of %s is gapless where the ABI is known",
    (runtime) => {
      const runs = listRuns(snapshotOf(runtime));
      expect(runs.length).toBeGreaterThan(1);
      runs.slice(1).forEach((run, i) => {
        const previous = parseVersion(runs[i]?.before);
        expect(compareVersions(previous, parseVersion(run.from))).toBeLessThanOrEqual(0);
      });
      for (const { from, before } of runs) {
        expect(compareVersions(parseVersion(from), parseVersion(before))).toBeLessThan(0);
      }
    },
  );

  test("has a range for semver, where there are releases", () => {
    const runs = listRuns(snapshotOf("electron")).filter(({ from }) => /^1[45]\./.test(from));
    expect(runs.map(({ abi, range }) => [abi, range])).toEqual([
      ["89", ">=14.0.0 <14.0.2"],
      ["97", ">=14.0.2 <15.0.0"],
      ["89", null],
      ["98", ">=15.0.0 <16.0.0"],
    ]);
  });
});
