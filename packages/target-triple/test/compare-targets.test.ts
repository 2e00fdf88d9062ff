import fc from "fast-check";
import { expect, test } from "vitest";
import { compareTargets, formatTarget, listTargets, parseTarget, targetsEqual } from "../src/index.js";
import { arbitraryTarget } from "./arbitrary-target.js";

const target = (text: string) => {
  const [only] = parseTarget(text, "canonical").candidates;
  if (only === undefined) throw new Error(text);
  return only;
};

test("compareTargets sorts common platforms first and plain builds before their variants", () => {
  const sorted = [
    "linux-x64-glibc",
    "linux-x64-glibc+debug",
    "linux-x64-glibc+debug+x86_64_v3",
    "linux-x64-musl",
    "linux-x64-static",
    "linux-arm64-glibc",
    "linux-armv7-glibc",
    "linux-armv6-glibc",
    "linux-ppc64le-glibc",
    "linux-ppc64be-glibc",
    "darwin-x64",
    "darwin-arm64",
    "win32-x64",
    "aix-ppc64",
    "web",
  ];
  expect(
    [...sorted]
      .reverse()
      .map(target)
      .sort(compareTargets)
      .map((one) => formatTarget(one)),
  ).toEqual(sorted);
});

test("compareTargets is a total order: antisymmetric, transitive, zero for equals alone", () => {
  const any = fc.oneof(arbitraryTarget, fc.constantFrom(...listTargets()));
  fc.assert(
    fc.property(any, any, any, (a, b, c) => {
      expect(Math.sign(compareTargets(a, b))).toBe(-Math.sign(compareTargets(b, a)) || 0);
      expect(compareTargets(a, b) === 0).toBe(targetsEqual(a, b));
      if (compareTargets(a, b) <= 0 && compareTargets(b, c) <= 0)
        expect(compareTargets(a, c)).toBeLessThanOrEqual(0);
      expect(compareTargets(a, { ...a })).toBe(0);
    }),
    { numRuns: 2000 },
  );
});
