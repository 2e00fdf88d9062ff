import fc from "fast-check";
import * as nodeAbi from "node-abi";
import { describe, expect, test } from "vitest";
import { AbiError } from "../src/errors.js";
import { getAbi, isAbiNumber } from "../src/get-abi.js";
import { hasCorpus, releaseRows } from "./corpus.js";

/** Electron releases whose own `modules` differ from node-abi's first-of-a-minor table. */
const NODE_ABI_IS_WRONG = new Set(["electron 0.30.4", "electron 0.32.3"]);

describe("getAbi agrees with node-abi", () => {
  test("on every target node-abi lists, with and without v", () => {
    for (const { runtime, target, abi } of nodeAbi.allTargets) {
      expect([runtime, target, getAbi(target, runtime)]).toEqual([runtime, target, abi]);
      expect(getAbi(`v${target}`, runtime)).toBe(nodeAbi.getAbi(target, runtime));
    }
  });

  test("on every release in between", () => {
    const majors = Array.from({ length: 46 }, (_, major) => major + 1);
    const versions = majors.flatMap((major) =>
      ["0.0", "0.1", "0.4", "0.99", "1.0", "9.0", "22.3", "99.99"].map((rest) => `${major}.${rest}`),
    );
    for (const version of versions) {
      if (Number(version.split(".")[0]) <= 27)
        expect(getAbi(version, "node")).toBe(nodeAbi.getAbi(version, "node"));
      expect([version, getAbi(version, "electron")]).toEqual([version, nodeAbi.getAbi(version, "electron")]);
    }
    for (const version of [
      "0.30.3",
      "0.30.4",
      "0.31.2",
      "0.32.3",
      "0.36.12",
      "0.37.8",
      "1.2.8",
      "1.8.8",
      "2.0.18",
    ]) {
      if (NODE_ABI_IS_WRONG.has(`electron ${version}`)) continue;
      expect(getAbi(version, "electron")).toBe(nodeAbi.getAbi(version, "electron"));
    }
    for (const version of ["0.13.4", "0.14.7", "0.15.0", "0.18.2", "0.18.3", "0.26.4", "0.26.6"]) {
      expect(getAbi(version, "node-webkit")).toBe(nodeAbi.getAbi(version, "node-webkit"));
    }
  });

  test.skipIf(!hasCorpus)("on every release with an ABI (skipped: no corpus beside the repository)", () => {
    const rows = releaseRows().filter(({ modules }) => modules !== null);
    expect(rows.length).toBeGreaterThan(800);
    for (const { version } of rows) expect(getAbi(version)).toBe(nodeAbi.getAbi(version, "node"));
  });

  test("on an ABI, on nothing and on the running version", () => {
    expect(getAbi("115")).toBe(nodeAbi.getAbi("115", "node"));
    expect(getAbi("115", "electron")).toBe(nodeAbi.getAbi("115", "electron"));
    expect(getAbi()).toBe(process.versions.modules);
    expect(getAbi(null)).toBe(process.versions.modules);
    expect(getAbi(undefined, "node")).toBe(process.versions.modules);
    expect(getAbi(process.version)).toBe(process.versions.modules);
    expect(getAbi(process.versions.node)).toBe(process.versions.modules);
  });

  test.each([
    ["a.b.c", "node"],
    ["", "electron"],
    ["7.2.0", "invalid-runtime"],
    ["28.0.0", "node"],
    ["99.0.0", "node"],
    ["47.0.0", "electron"],
    ["0.1.14", "node"],
    ["0.0.1", "electron"],
    ["22.x", "node"],
    ["lts/*", "node"],
  ])("in throwing for %j of %s", (version, runtime) => {
    expect(() => nodeAbi.getAbi(version, runtime)).toThrow();
    expect(() => getAbi(version, runtime)).toThrow(AbiError);
  });

  test("in the first words of its message", () => {
    expect(() => getAbi("28.0.0", "node")).toThrow(
      /^Could not detect abi for version 28\.0\.0 and runtime node/,
    );
  });
});

describe("getAbi differs from node-abi", () => {
  test.each([
    ["24.0.0-rc.1", "node", "131"],
    ["27.0.0-alpha.0.1.1", "node", "147"],
    ["23.0.0-nightly20991231aaaaaaaaaa", "node", "127"],
    ["13.0.0-beta.1", "electron", "87"],
  ])("on %s: it throws where node-abi gives the line before", (version, runtime, wrong) => {
    expect(nodeAbi.getAbi(version, runtime)).toBe(wrong);
    expect(() => getAbi(version, runtime)).toThrow(expect.objectContaining({ code: "ERR_ABI_UNKNOWN" }));
  });

  test.each([
    ["24.0.0-nightly20241031996708042b", "node", "131", "131"],
    ["23.0.0-nightly2024101587da1f3929", "node", "127", "131"],
    ["5.0.0-beta.8", "electron", "69", "68"],
    ["0.95.0", "node-webkit", "59", "131"],
    ["0.30.4", "electron", "44", "45"],
  ])("on %s of %s: node-abi says %s, it is %s", (version, runtime, theirs, right) => {
    expect(nodeAbi.getAbi(version, runtime)).toBe(theirs);
    expect(getAbi(version, runtime)).toBe(right);
  });
});

test("isAbiNumber is true of decimal digits alone", () => {
  expect(["0", "22", "147"].every(isAbiNumber)).toBe(true);
  expect(["", "022", "22.5", "0x0C", "1e2", "-1", " 22", "v22", "9".repeat(20)].some(isAbiNumber)).toBe(
    false,
  );
});

test("getAbi throws nothing but AbiError", () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.oneof(fc.string(), fc.constantFrom("node", "electron")),
      (version, runtime) => {
        try {
          getAbi(version, runtime);
        } catch (error) {
          expect(error).toBeInstanceOf(AbiError);
        }
      },
    ),
  );
});
