import fc from "fast-check";
import * as nodeAbi from "node-abi";
import { describe, expect, test } from "vitest";
import { AbiError } from "../src/errors.js";
import { getTarget } from "../src/get-target.js";

describe("getTarget agrees with node-abi", () => {
  test("on every ABI it lists, of every runtime", () => {
    for (const { runtime, abi } of nodeAbi.allTargets) {
      expect([runtime, abi, getTarget(abi, runtime)]).toEqual([
        runtime,
        abi,
        nodeAbi.getTarget(abi, runtime),
      ]);
    }
  });

  test("on what is no ABI, on nothing, and on a pre-release's suffix", () => {
    expect(getTarget("7.2.0", "node")).toBe(nodeAbi.getTarget("7.2.0", "node"));
    expect(getTarget("0x000A")).toBe(nodeAbi.getTarget("0x000A", "node"));
    expect(getTarget()).toBe(process.versions.node);
    expect(getTarget(null)).toBe(process.versions.node);
    expect(getTarget("70", "electron")).toBe("5.0.0");
  });

  test.each([
    ["9999", "node"],
    ["131", "electron"],
    ["", "electron"],
    ["57", "jvm"],
  ])("in throwing for %j of %s", (abi, runtime) => {
    expect(() => nodeAbi.getTarget(abi, runtime)).toThrow();
    expect(() => getTarget(abi, runtime)).toThrow(AbiError);
  });
});

test("getTarget knows the NW.js versions node-abi does not", () => {
  expect(() => nodeAbi.getTarget("137", "node-webkit")).toThrow();
  expect(getTarget("137", "node-webkit")).toBe("0.100.1");
});

test("getTarget throws nothing but AbiError", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.nat().map(String)), fc.string(), (abi, runtime) => {
      try {
        getTarget(abi, runtime);
      } catch (error) {
        expect(error).toBeInstanceOf(AbiError);
      }
    }),
  );
});
