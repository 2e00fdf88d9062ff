import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assetFromFileName, assetsOf, fileToToken, parseIndex } from "../src/index.js";
import { corpus, needsCorpus } from "./corpus.js";
import { readShasumsLists } from "./shasums.js";
import { target } from "./targets.js";

describe("assetFromFileName", () => {
  test.each([
    ["node-v24.21.0-linux-x64.tar.gz", "archive", target("linux-x64-glibc"), ".tar.gz", "linux-x64"],
    ["node-v24.21.0-linux-x64.tar.xz", "archive", target("linux-x64-glibc"), ".tar.xz", null],
    ["node-v24.21.0-linux-x64-musl.tar.gz", "archive", target("linux-x64-musl"), ".tar.gz", "linux-x64-musl"],
    ["node-v24.21.0-darwin-arm64.tar.gz", "archive", target("darwin-arm64"), ".tar.gz", "osx-arm64-tar"],
    ["node-v24.21.0-win-x64.zip", "archive", target("win32-x64"), ".zip", "win-x64-zip"],
    ["node-v24.21.0-win-arm64.7z", "archive", target("win32-arm64"), ".7z", "win-arm64-7z"],
    ["node-v24.21.0-aix-ppc64.tar.gz", "archive", target("aix-ppc64"), ".tar.gz", "aix-ppc64"],
    ["node-v8.9.1-linux-ppc64.tar.gz", "archive", target("linux-ppc64be-glibc"), ".tar.gz", null],
    [
      "node-v20.6.1-linux-x64-glibc-217.tar.gz",
      "archive",
      target("linux-x64-glibc+glibc-217"),
      ".tar.gz",
      "linux-x64-glibc-217",
    ],
    [
      "node-v22.3.0-linux-riscv64-pointer-compression.tar.gz",
      "archive",
      target("linux-riscv64-glibc+pointer-compression"),
      ".tar.gz",
      "linux-riscv64-pointer-compression",
    ],
    ["node-v20.6.1-linux-armv6l.tar.gz", "archive", target("linux-armv6-glibc"), ".tar.gz", "linux-armv6l"],
    [
      "node-v20.6.1-linux-loong64.tar.gz",
      "archive",
      target("linux-loong64-glibc"),
      ".tar.gz",
      "linux-loong64",
    ],
    ["node-v24.21.0-linux-x64.tar.zst", "archive", target("linux-x64-glibc"), ".tar.zst", null],
    ["node-v24.21.0.tar.gz", "source", {}, ".tar.gz", "src"],
    ["node-v24.21.0.tar.xz", "source", {}, ".tar.xz", null],
    ["node-v24.21.0-headers.tar.gz", "headers", {}, ".tar.gz", "headers"],
    ["node-v24.21.0-headers.tar.xz", "headers", {}, ".tar.xz", null],
    ["node-v24.21.0.pkg", "installer", { os: "darwin" }, ".pkg", "osx-x64-pkg"],
    ["node-v24.21.0-x64.msi", "installer", target("win32-x64"), ".msi", "win-x64-msi"],
    ["node-v24.21.0-x86.msi", "installer", target("win32-ia32"), ".msi", "win-x86-msi"],
    ["node-v24.21.0-arm64.msi", "installer", target("win32-arm64"), ".msi", null],
    ["x64/node-v0.12.18-x64.msi", "installer", target("win32-x64"), ".msi", null],
    [
      "node-v24.0.0-nightly20241031996708042b-linux-x64.tar.gz",
      "archive",
      target("linux-x64-glibc"),
      ".tar.gz",
      "linux-x64",
    ],
    ["node-v24.0.0-nightly20241031996708042b.tar.gz", "source", {}, ".tar.gz", "src"],
    [
      "node-v14.0.0-v8-canary20200101abcdef1234-win-x86.zip",
      "archive",
      target("win32-ia32"),
      ".zip",
      "win-x86-zip",
    ],
    ["node-v19.0.0-rc.1-darwin-x64.tar.gz", "archive", target("darwin-x64"), ".tar.gz", "osx-x64-tar"],
    [
      "node-v27.0.0-alpha.0.1.1-linux-x64-musl.tar.gz",
      "archive",
      target("linux-x64-musl"),
      ".tar.gz",
      "linux-x64-musl",
    ],
    ["node-v24.21.0-farm.7-linux-x64.tar.gz", "archive", target("linux-x64-glibc"), ".tar.gz", "linux-x64"],
    ["iojs-v3.3.1-linux-armv7l.tar.gz", "archive", target("linux-armv7-glibc"), ".tar.gz", "linux-armv7l"],
    ["./node-v4.0.0.tar.gz", "source", {}, ".tar.gz", "src"],
    [
      "node-v0.10.0-linux-arm-pi.tar.gz",
      "archive",
      { os: "linux", arch: "arm", libc: "glibc", armVersion: "6" },
      ".tar.gz",
      null,
    ],
    ["node-v0.10.0-smartos-x64.tar.gz", "archive", { os: "sunos", arch: "x64" }, ".tar.gz", "smartos-x64"],
  ] as const)("%s is of kind %s", (fileName, kind, pattern, extension, token) => {
    const asset = assetFromFileName(fileName);
    expect(asset).toMatchObject({ fileName, kind, extension, token });
    expect(asset?.target).toEqual(pattern);
    expect(asset?.version).toMatch(/^v\d/);
    expect(fileToToken(fileName)).toBe(token);
  });

  test.each([
    ["win-x64/node.exe", "executable", "win32-x64", "win-x64-exe"],
    ["win-x86/node.exe", "executable", "win32-ia32", "win-x86-exe"],
    ["win-arm64/node.exe", "executable", "win32-arm64", null],
    ["win-arm/node.exe", "executable", "win32-arm", "win-arm-exe"],
    ["x64/node.exe", "executable", "win32-x64", "win-x64-exe"],
    ["node.exe", "executable", "win32-ia32", "win-x86-exe"],
    ["win-x64/iojs.exe", "executable", "win32-x64", "win-x64-exe"],
    ["win-x64/node.lib", "library", "win32-x64", null],
    ["node.exp", "library", "win32-ia32", null],
    ["x64/node.pdb", "symbols", "win32-x64", null],
    ["win-arm64/node_pdb.zip", "symbols", "win32-arm64", null],
    ["x64/openssl-cli.exe", "tool", "win32-x64", null],
    ["x64/openssl-cli.pdb", "symbols", "win32-x64", null],
  ])("%s, named after no version, is of kind %s", (fileName, kind, of, token) => {
    const asset = assetFromFileName(fileName);
    expect(asset).toEqual({
      fileName,
      kind,
      target: target(of),
      extension: fileName.slice(fileName.lastIndexOf(".")),
      token,
    });
  });

  test.each([
    "",
    "README.md",
    "SHASUMS256.txt",
    "npm-1.1.45.zip",
    "pkgsrc/nodejs-x64-0.10.19.tgz",
    "node-v24.21.0-amiga-m68k.tar.gz",
    "node-v24.21.0-linux-x64.rpm",
    "node-v24.tar.gz",
    "node-24.21.0.tar.gz",
    "../node-v24.21.0.tar.gz",
    "win-x64/node-v24.21.0.tar.gz",
    "win-mips/node.exe",
    "__proto__/node.exe",
    "node-v24.21.0.zip",
    "node-v24.21.0-headers.zip",
    "node-v24.21.0-ppc.msi",
  ])("%j is not a file of a release", (fileName) => {
    expect(assetFromFileName(fileName)).toBeUndefined();
    expect(fileToToken(fileName)).toBeNull();
  });

  test("never throws", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^node-v[0-9.a-z-]{0,30}\.tar\.gz$/)),
        (fileName) => {
          const asset = assetFromFileName(fileName);
          if (asset) expect(asset.fileName).toBe(fileName);
        },
      ),
    );
  });
});

test("assetsOf keeps the order and leaves out what is no file of a release", () => {
  const names = ["win-x64/node.exe", "email.md", "node-v4.0.0.pkg"];
  expect(assetsOf(names).map(({ fileName }) => fileName)).toStrictEqual([
    "win-x64/node.exe",
    "node-v4.0.0.pkg",
  ]);
});

describe.skipIf(corpus.isAbsent)(`the real SHASUMS lists ${needsCorpus}`, () => {
  const names = readShasumsLists();

  test("assetFromFileName knows every file of every list", () => {
    const unknown = names.flatMap(({ files }) => files.filter((file) => !assetFromFileName(file)));
    expect(names.length).toBeGreaterThan(200);
    expect(unknown).toStrictEqual([]);
  });

  test("fileToToken gives the tokens of the real index, but where files came late or a post carries two lists", () => {
    const rows = new Map(parseIndex(corpus.read("release-index/index.tab")).map((row) => [row.version, row]));
    const differing: string[] = [];
    let equal = 0;
    for (const { version, files } of names) {
      const row = rows.get(version);
      if (!row) continue;
      const tokens = [...new Set(files.flatMap((file) => fileToToken(file) ?? []))].sort();
      const missing = row.files.filter((token) => !tokens.includes(token));
      const extra = tokens.filter((token) => !row.files.includes(token));
      if (missing.length + extra.length === 0) equal += 1;
      else differing.push(`${version} -${missing.join(",")} +${extra.join(",")}`);
    }
    expect(equal).toBeGreaterThan(80);
    expect(differing).toMatchInlineSnapshot(`
      [
        "v4.7.1 -sunos-x64 +",
        "v6.7.0 -aix-ppc64 +",
        "v6.9.3 -sunos-x64 +",
      ]
    `);
  });
});
