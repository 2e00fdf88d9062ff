import { createRequire } from "node:module";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  createTarget,
  formatTarget,
  listTargets,
  matchesNpmFilter,
  type NpmFilter,
  npmFilter,
  targetsOfNpmFilter,
} from "../src/index.js";

interface Peer {
  checkPlatform(manifest: NpmFilter, force: boolean, environment: Record<string, string | undefined>): void;
}
const require = createRequire(import.meta.url);
const peer: Peer = require("npm-install-checks");

const x64 = createTarget({ os: "linux", arch: "x64", libc: "glibc" });

test.each([
  [
    { os: "linux", arch: "x64", libc: "musl" },
    { os: ["linux"], cpu: ["x64"], libc: ["musl"] },
  ],
  [
    { os: "linux", arch: "arm", armVersion: "7", libc: "glibc" },
    { os: ["linux"], cpu: ["arm"], libc: ["glibc"] },
  ],
  [
    { os: "darwin", arch: "arm64" },
    { os: ["darwin"], cpu: ["arm64"] },
  ],
  [
    { os: "android", arch: "arm64" },
    { os: ["android"], cpu: ["arm64"] },
  ],
  [{ os: "wasi", arch: "wasm32" }, { cpu: ["wasm32"] }],
  [
    { os: "netbsd", arch: "x64" },
    { os: ["netbsd"], cpu: ["x64"] },
  ],
  [{ os: "linux", arch: "x64", libc: "static" }, null],
  [{ os: "linux", arch: "x64", libc: "glibc", variant: "debug" }, null],
  [{ os: "web" }, null],
])("npmFilter(%o) is %o", (parts, fields) => {
  expect(npmFilter(createTarget(parts))).toEqual(fields);
});

test("a target fits its own fields", () => {
  for (const target of listTargets()) {
    const fields = npmFilter(target);
    if (fields !== null)
      expect([formatTarget(target), matchesNpmFilter(fields, target)]).toEqual([formatTarget(target), true]);
  }
});

test.each([
  [{}, true],
  [{ os: "linux" }, true],
  [{ os: ["darwin", "linux"] }, true],
  [{ os: ["!win32"] }, true],
  [{ os: ["!linux"] }, false],
  [{ os: ["!win32", "darwin"] }, false],
  [{ os: ["!win32", "linux"] }, true],
  [{ os: ["any"] }, true],
  [{ os: ["any", "darwin"] }, false],
  [{ os: [] }, true],
  [{ cpu: "arm64" }, false],
  [{ libc: ["glibc"] }, true],
  [{ libc: ["musl"] }, false],
  [{ libc: ["!musl"] }, true],
  [{ os: null, cpu: undefined }, true],
] as const)("matchesNpmFilter(%o, linux-x64-glibc) is %s", (filter, expected) => {
  expect(matchesNpmFilter(filter, x64)).toBe(expected);
});

test("a declared libc never fits a target without one", () => {
  expect(matchesNpmFilter({ libc: ["any"] }, createTarget({ os: "darwin", arch: "x64" }))).toBe(false);
  expect(
    matchesNpmFilter({ libc: ["!glibc"] }, createTarget({ os: "linux", arch: "x64", libc: "static" })),
  ).toBe(false);
});

test("matchesNpmFilter agrees with npm-install-checks on any fields", () => {
  const list = (words: readonly string[]) =>
    fc.option(
      fc.oneof(
        fc.constantFrom(...words),
        fc.array(fc.constantFrom(...words, ...words.map((w) => `!${w}`), "any"), { maxLength: 3 }),
      ),
      {
        nil: undefined,
      },
    );
  const filter = fc.record({
    os: list(["linux", "darwin", "win32", "aix"]),
    cpu: list(["x64", "arm64", "arm", "ppc64"]),
    libc: list(["glibc", "musl"]),
  });
  const targets = listTargets().filter(
    ({ os, libc }) => ["linux", "darwin", "win32", "aix"].includes(os) && libc !== "static",
  );
  fc.assert(
    fc.property(filter, fc.constantFrom(...targets), (fields, target) => {
      let fits = true;
      try {
        peer.checkPlatform(fields, false, { os: target.os, cpu: target.arch, libc: target.libc });
      } catch {
        fits = false;
      }
      expect(matchesNpmFilter(fields, target)).toBe(fits);
    }),
    { numRuns: 2000 },
  );
});

test("targetsOfNpmFilter: everything that npm would install such a package on", () => {
  const ids = targetsOfNpmFilter({ os: ["linux"], cpu: ["arm"], libc: ["musl"] }).map((target) =>
    formatTarget(target),
  );
  expect(ids).toEqual(["linux-armv7-musl", "linux-armv6-musl"]);
  expect(targetsOfNpmFilter({ os: "darwin" }).map((t) => formatTarget(t))).toContain("mas-arm64");
});
