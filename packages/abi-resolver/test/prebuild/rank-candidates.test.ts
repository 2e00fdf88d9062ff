import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createAbiTable } from "../../src/abi-table.js";
import { compareCandidates } from "../../src/prebuild/rank-candidates.js";
import { resolveRuntime } from "../../src/prebuild/resolved-runtime.js";
import type { PrebuildCandidate } from "../../src/prebuild/types.js";

const compare = compareCandidates(resolveRuntime({ name: "electron", version: "38.2.0" }, createAbiTable()));

describe("compareCandidates puts first", () => {
  test.each<[string, PrebuildCandidate, PrebuildCandidate]>([
    ["one architecture before two", { arch: "x64" }, { arch: ["x64", "arm64"], abi: "139" }],
    ["one architecture before universal", { arch: "arm64" }, { arch: "universal" }],
    ["the runtime's own build", { runtime: "electron", napi: 1 }, { runtime: "node", napi: 8 }],
    ["an ABI before Node-API", { abi: "139" }, { napi: 10, libc: "glibc" }],
    ["an ABI before Node-API with an ABI in its name", { abi: "139" }, { napi: 10, abi: "115" }],
    ["a runtime's version before Node-API", { runtimeVersion: "38.1" }, { napi: 10 }],
    ["what says more", { napi: 3, libc: "glibc" }, { napi: 8 }],
    ["the higher Node-API level", { napi: 6 }, { napi: 3 }],
    ["a stated level before an unstated", { napi: 3 }, { napi: true }],
    ["the higher ARM version", { armVersion: "7" }, { armVersion: 6 }],
    ["the higher CPU level", { cpuLevel: "x86_64_v3" }, { cpuLevel: "x86_64_v2" }],
    ["the higher glibc floor", { glibcFloor: "2.28" }, { glibcFloor: "2.9" }],
  ])("%s", (_, first, second) => {
    expect(compare(first, second)).toBeLessThan(0);
    expect(compare(second, first)).toBeGreaterThan(0);
  });

  test("is an order: antisymmetric and transitive", () => {
    const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
    const candidate = fc.record({
      arch: fc.constantFrom("x64", "universal", ["x64", "arm64"]),
      runtime: optional(fc.constantFrom("node", "electron")),
      abi: optional(fc.constantFrom("139", "127")),
      napi: optional(fc.constantFrom(true as const, 3, 8)),
      armVersion: optional(fc.constantFrom("6", "7")),
      cpuLevel: optional(fc.constantFrom("x86_64_v2", "x86_64_v3")),
      glibcFloor: optional(fc.constantFrom("2.9", "2.17", "2.28")),
    });
    fc.assert(
      fc.property(candidate, candidate, candidate, (a, b, c) => {
        expect(Math.sign(compare(a, b)) + Math.sign(compare(b, a))).toBe(0);
        if (compare(a, b) <= 0 && compare(b, c) <= 0) expect(compare(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });
});
