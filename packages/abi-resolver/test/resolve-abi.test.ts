import { describe, expect, test } from "vitest";
import { abiTargets, bundledTable, napiVersions, resolveAbi, targetsOf } from "../src/resolve-abi.js";

describe("resolveAbi", () => {
  test.each([
    // In-major changes.
    ["electron", "4.0.3", "64"],
    ["electron", "4.0.4", "69"],
    ["electron", "14.0.1", "89"],
    ["electron", "14.0.2", "97"],
    // What electron 26 shipped, not what had been reserved for it (117).
    ["electron", "26.0.0", "116"],
    // Pre-releases that state another ABI than their release.
    ["electron", "5.0.0-beta.8", "68"],
    ["electron", "15.0.0-beta.6", "89"],
    ["electron", "15.0.0-beta.7", "98"],
    ["electron", "13.0.0-beta.1", null],
    ["electron", "30.0.0-nightly.20240101", null],
    ["electron", "47.0.0-alpha.1", null],
    ["node", "24.0.0-rc.1", null],
    ["node", "27.0.0-alpha.0.1.1", null],
    ["node", "27.0.0-nightly20261101aaaaaaaaaa", null],
    ["node", "1.0.0", "42"],
    ["node", "1.1.0", "43"],
    ["node", "0.10.3", "0x000B"],
    ["node", "0.10.4", "11"],
    // NW.js has the ABI of the Node.js it carries; reported against 0.36 (67), 0.45 (79), 0.46 (83), 0.100.1 (137).
    ["nw", "0.12.3", "43"],
    ["nw", "0.36.0", "67"],
    ["nw", "0.45.0", "79"],
    ["nw", "0.46.0", "83"],
    ["nw", "0.90.0", "127"],
    ["nw", "0.95.0", "131"],
    ["nw", "0.100.1", "137"],
    ["nw", "0.34.0", null],
    ["bun", "1.4.4", "147"],
    ["deno", "2.9.6", "147"],
  ])("of %s %s is %s", (runtime, version, abi) => {
    expect(resolveAbi({ version, runtime }).abi).toBe(abi);
  });

  test("throws for what is no version or no runtime", () => {
    expect(() => resolveAbi({ version: "22" })).toThrow(
      expect.objectContaining({ code: "ERR_ABI_INVALID_VERSION" }),
    );
    expect(() => resolveAbi({ version: "22.0.0", runtime: "jvm" })).toThrow(
      expect.objectContaining({ code: "ERR_ABI_UNKNOWN_RUNTIME" }),
    );
  });
});

test("targetsOf, abiTargets and napiVersions answer from the bundled table", () => {
  expect(bundledTable()).toBe(bundledTable());
  expect(targetsOf("116", "electron").map(({ from }) => from)).toEqual(["25.0.0-alpha.1", "26.0.0-alpha.1"]);
  expect(abiTargets().at(-1)).toMatchObject({
    abi: "153",
    from: "27.0.0",
    before: "28.0.0-0",
    isReserved: true,
  });
  expect(napiVersions("20.20.2")).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(napiVersions("v6.0.0")).toEqual([]);
  expect(napiVersions("1.3.0", "bun")).toHaveLength(10);
  expect(napiVersions("0.200.0", "nw")).toBeUndefined();
});
