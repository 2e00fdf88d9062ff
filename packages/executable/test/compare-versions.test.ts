import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareVersions } from "../src/compare-versions.js";

describe("compareVersions()", () => {
  it.each([
    ["2.4", "2.28"],
    ["2.28", "2.28.1"],
    ["3.4.9", "3.4.30"],
    ["2", "10"],
    ["2", "2.0"],
  ])("%s comes before %s", (lower, higher) => {
    expect(compareVersions(lower, higher)).toBeLessThan(0);
    expect(compareVersions(higher, lower)).toBeGreaterThan(0);
    expect(compareVersions(lower, lower)).toBe(0);
  });

  it("is an order", () => {
    const version = fc.array(fc.nat(50), { minLength: 1, maxLength: 4 }).map((parts) => parts.join("."));
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        const sorted = [a, b, c].sort(compareVersions);
        expect(compareVersions(sorted[0] ?? "", sorted[2] ?? "")).toBeLessThanOrEqual(0);
        expect(Math.sign(compareVersions(a, b)) + Math.sign(compareVersions(b, a))).toBe(0);
      }),
    );
  });
});
