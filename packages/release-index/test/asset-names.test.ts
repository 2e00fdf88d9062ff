import { createTarget } from "@nodewright/target-triple";
import { describe, expect, test } from "vitest";
import { assetFromFileName, fileNamesFor, fileToToken, parseIndex, tokenToFiles } from "../src/index.js";
import { corpus, needsCorpus } from "./corpus.js";
import { errorOf } from "./error-of.js";
import { readShasumsLists } from "./shasums.js";
import { target } from "./targets.js";

describe("fileNamesFor", () => {
  test.each([
    ["v24.21.0", "linux-x64-glibc", ["node-v24.21.0-linux-x64.tar.xz", "node-v24.21.0-linux-x64.tar.gz"]],
    [
      "24.21.0",
      "linux-x64-musl",
      ["node-v24.21.0-linux-x64-musl.tar.xz", "node-v24.21.0-linux-x64-musl.tar.gz"],
    ],
    ["v24.21.0", "darwin-arm64", ["node-v24.21.0-darwin-arm64.tar.xz", "node-v24.21.0-darwin-arm64.tar.gz"]],
    ["v24.21.0", "win32-x64", ["node-v24.21.0-win-x64.zip", "node-v24.21.0-win-x64.7z"]],
    ["v24.21.0", "aix-ppc64", ["node-v24.21.0-aix-ppc64.tar.gz"]],
    [
      "v20.6.1",
      "linux-armv6-glibc",
      ["node-v20.6.1-linux-armv6l.tar.xz", "node-v20.6.1-linux-armv6l.tar.gz"],
    ],
    ["v0.10.41", "linux-x64-glibc", ["node-v0.10.41-linux-x64.tar.gz"]],
    ["v0.10.42", "linux-x64-glibc", ["node-v0.10.42-linux-x64.tar.xz", "node-v0.10.42-linux-x64.tar.gz"]],
    ["v0.12.9", "darwin-x64", ["node-v0.12.9-darwin-x64.tar.gz"]],
    ["v4.4.7", "win32-x64", ["win-x64/node.exe"]],
    ["v4.5.0", "win32-x64", ["node-v4.5.0-win-x64.zip", "node-v4.5.0-win-x64.7z"]],
    ["v6.1.0", "win32-x64", ["win-x64/node.exe"]],
    ["v6.2.0", "win32-x64", ["win-x64/node.exe"]],
    ["v6.2.1", "win32-x64", ["node-v6.2.1-win-x64.zip", "node-v6.2.1-win-x64.7z"]],
    ["v6.3.0", "win32-x64", ["node-v6.3.0-win-x64.zip", "node-v6.3.0-win-x64.7z"]],
    ["v7.0.0", "win32-x64", ["node-v7.0.0-win-x64.zip", "node-v7.0.0-win-x64.7z"]],
    ["v5.12.0", "win32-ia32", ["win-x86/node.exe"]],
    ["v0.12.18", "win32-x64", ["x64/node.exe"]],
    ["v0.12.18", "win32-ia32", ["node.exe"]],
    ["v24.21.0", "freebsd-x64", []],
    ["v24.21.0", "android-arm64", []],
  ])("%s on %s is %j", (version, text, names) => {
    expect(fileNamesFor(version, target(text))).toStrictEqual(names);
  });

  test("refuses a version that is none", () => {
    expect(errorOf(() => fileNamesFor("22", target("linux-x64-glibc"))).code).toBe("ERR_RELEASE_VERSION");
  });
});

describe("tokenToFiles", () => {
  test.each([
    ["v24.21.0", "src", ["node-v24.21.0.tar.gz", "node-v24.21.0.tar.xz"]],
    ["v24.21.0", "headers", ["node-v24.21.0-headers.tar.gz", "node-v24.21.0-headers.tar.xz"]],
    ["v24.21.0", "osx-x64-pkg", ["node-v24.21.0.pkg"]],
    ["v24.21.0", "osx-arm64-tar", ["node-v24.21.0-darwin-arm64.tar.gz", "node-v24.21.0-darwin-arm64.tar.xz"]],
    ["v24.21.0", "win-x64-exe", ["win-x64/node.exe"]],
    ["v0.12.18", "win-x86-exe", ["node.exe"]],
    ["v24.21.0", "win-x64-msi", ["node-v24.21.0-x64.msi"]],
    ["v0.12.18", "win-x64-msi", ["x64/node-v0.12.18-x64.msi"]],
    ["v0.12.18", "win-x86-msi", ["node-v0.12.18-x86.msi"]],
    ["v24.21.0", "docs", []],
    ["v24.21.0", "../linux-x64", []],
  ])("%s %s is %j", (version, token, names) => {
    expect(tokenToFiles(version, token)).toStrictEqual(names);
  });
});

describe.skipIf(corpus.isAbsent)(`the real SHASUMS lists ${needsCorpus}`, () => {
  const lists = readShasumsLists();

  test("tokenToFiles names only files that the lists have, but for late uploads", () => {
    const rows = new Map(
      parseIndex(corpus.read("release-index/index.rebuilt.json")).map((row) => [row.version, row]),
    );
    const absent = lists.flatMap(({ version, files }) =>
      (rows.get(version)?.files ?? []).flatMap((token) =>
        tokenToFiles(version, token).filter((name) => !files.includes(name)),
      ),
    );
    // Uploaded after the post was written.
    const late = [
      ["v4.7.1", "sunos-x64"],
      ["v5.6.0", "linux-armv6l"],
      ["v6.9.3", "sunos-x64"],
      ["v6.7.0", "aix-ppc64"],
    ].flatMap(([version = "", token = ""]) => tokenToFiles(version, token));
    expect(absent.sort()).toStrictEqual(late.sort());
  });

  test("fileNamesFor names the first choice of every archive and executable in the lists", () => {
    for (const { files } of lists) {
      for (const file of files) {
        const asset = assetFromFileName(file);
        if (asset?.kind !== "archive" || asset.version === undefined || fileToToken(file) === null) continue;
        const names = fileNamesFor(asset.version, createTarget(asset.target));
        expect(names).toContain(file);
        expect(files).toContain(names[0]);
      }
    }
  });
});
