import { formatTarget, listTargets } from "@nodewright/target-triple";
import { describe, expect, test } from "vitest";
import {
  isBuiltFor,
  nearestTargets,
  parseIndex,
  type ReleaseRow,
  targetsBuilt,
  tokensFor,
} from "../src/index.js";
import { corpus, needsCorpus } from "./corpus.js";
import { target } from "./targets.js";

function row(version: string, files: string): ReleaseRow {
  return {
    version,
    date: "2026-01-01",
    files: files === "" ? [] : files.split(","),
    lts: false,
    security: false,
  };
}

const NEW = row(
  "v26.7.0",
  "aix-ppc64,headers,linux-arm64,linux-ppc64le,linux-s390x,linux-x64,osx-arm64-tar,osx-x64-pkg,osx-x64-tar,src,win-arm64-7z,win-arm64-zip,win-x64-7z,win-x64-exe,win-x64-msi,win-x64-zip",
);

test.each([
  ["linux-x64-glibc", ["linux-x64"]],
  ["linux-x64-musl", ["linux-x64-musl"]],
  ["linux-arm64-musl", ["linux-arm64-musl"]],
  ["linux-armv6-glibc", ["linux-armv6l"]],
  ["linux-armv7-glibc", ["linux-armv7l"]],
  ["linux-riscv64-glibc", ["linux-riscv64"]],
  ["linux-loong64-glibc", ["linux-loong64"]],
  ["linux-x64-glibc+glibc-217", ["linux-x64-glibc-217"]],
  ["linux-x64-glibc+pointer-compression", ["linux-x64-pointer-compression"]],
  ["linux-ia32-glibc", ["linux-x86"]],
  ["darwin-x64", ["osx-x64-tar", "osx-x64-pkg"]],
  ["darwin-arm64", ["osx-arm64-tar"]],
  ["win32-x64", ["win-x64-zip", "win-x64-7z", "win-x64-exe", "win-x64-msi"]],
  ["sunos-x64", ["sunos-x64", "smartos-x64"]],
  ["linux-ppc64be-glibc", []],
  ["freebsd-x64", []],
])("tokensFor %s is %j", (text, tokens) => {
  expect(tokensFor(target(text))).toStrictEqual(tokens);
});

describe("isBuiltFor", () => {
  test.each([
    [NEW, "linux-x64-glibc", true],
    [NEW, "linux-x64-musl", false],
    [NEW, "linux-armv7-glibc", false],
    [NEW, "darwin-x64", true],
    [NEW, "win32-arm64", true],
    [NEW, "freebsd-x64", false],
    [NEW, "linux-x64-glibc+pointer-compression", false],
    [NEW, "linux-ppc64be-glibc", false],
    [row("v0.6.3", "osx-x64-pkg,src,win-x86-exe,win-x86-msi"), "darwin-x64", false],
    [row("v0.6.3", "osx-x64-pkg,src,win-x86-exe,win-x86-msi"), "win32-ia32", true],
    [row("v8.9.1", "linux-x64,src"), "linux-ppc64be-glibc", undefined],
    [row("v26.13.0", ""), "linux-x64-glibc", undefined],
  ])("%# %s", (of, text, expected) => {
    expect(isBuiltFor(of, target(text))).toBe(expected);
  });
});

test("targetsBuilt lists each target once, in the order of the files, without what is no build", () => {
  expect(targetsBuilt(NEW).map((built) => formatTarget(built, "canonical"))).toStrictEqual([
    "aix-ppc64",
    "linux-arm64-glibc",
    "linux-ppc64le-glibc",
    "linux-s390x-glibc",
    "linux-x64-glibc",
    "darwin-arm64",
    "darwin-x64",
    "win32-arm64",
    "win32-x64",
  ]);
});

test.each([
  ["linux-x64-musl", ["linux-x64-glibc", "linux-arm64-glibc"]],
  ["win32-ia32", ["win32-arm64", "win32-x64"]],
  ["freebsd-x64", ["linux-x64-glibc", "darwin-x64"]],
])("nearestTargets to %s begins with %j", (text, nearest) => {
  const names = nearestTargets(NEW, target(text)).map((built) => formatTarget(built, "canonical"));
  expect(names.slice(0, nearest.length)).toStrictEqual(nearest);
});

describe.skipIf(corpus.isAbsent)(`the real index ${needsCorpus}`, () => {
  test("every token but those of source, headers and installers tells a target, and back", () => {
    const rows = parseIndex(corpus.read("release-index/index.rebuilt.json"));
    for (const of of rows) {
      const told = new Set(targetsBuilt(of).flatMap(tokensFor));
      const untold = of.files.filter(
        (token) => !told.has(token) && !/^(src|headers)$|-(pkg|msi)$/.test(token),
      );
      expect(untold).toStrictEqual([]);
    }
  });

  test("isBuiltFor holds for exactly the targets of targetsBuilt", () => {
    for (const of of parseIndex(corpus.read("release-index/index.rebuilt.json")).filter(
      (_, at) => at % 40 === 0,
    )) {
      const built = targetsBuilt(of).map((one) => formatTarget(one, "canonical"));
      for (const one of listTargets()) {
        expect(isBuiltFor(of, one) ?? false).toBe(built.includes(formatTarget(one, "canonical")));
      }
    }
  });
});
