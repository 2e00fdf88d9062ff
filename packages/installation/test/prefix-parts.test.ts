import { readdir } from "node:fs/promises";
import { beforeEach, describe, expect, it } from "vitest";
import { hasParts, prefixParts, trimOffer, trimPrefix, unionOfParts } from "../src/prefix-parts.js";
import { filePart, nodeArchive, offerOf } from "./support/offers.js";
import { scratch, writeFiles } from "./support/scratch.js";
import { linux, windows } from "./support/targets.js";

const unix = [
  "bin/node",
  "bin/npm",
  "bin/npx",
  "bin/corepack",
  "include/node/node.h",
  "lib/node_modules/npm/package.json",
  "lib/node_modules/corepack/package.json",
  "share/man/man1/node.1",
  "README.md",
  "CHANGELOG.md",
  "LICENSE",
];

let prefix: string;

beforeEach(async () => {
  prefix = await scratch();
});

async function left(): Promise<string[]> {
  const entries = await readdir(prefix, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() || entry.isDirectory())
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`.slice(prefix.length + 1))
    .sort();
}

describe("trimPrefix", () => {
  it.each([
    [undefined, unix],
    [[...prefixParts], unix],
    [[], ["bin/node", "LICENSE"]],
    [["npm"], ["bin/node", "bin/npm", "bin/npx", "lib/node_modules/npm/package.json", "LICENSE"]],
    [["headers"], ["bin/node", "include/node/node.h", "LICENSE"]],
  ] as const)("keeps %j", async (keep, expected) => {
    await writeFiles(prefix, Object.fromEntries(unix.map((name) => [name, name])));
    await trimPrefix(prefix, keep, linux);
    expect(await left()).toEqual([...expected].sort());
    if (keep?.length === 0) expect((await readdir(prefix)).sort()).toEqual(["LICENSE", "bin"]);
  });

  it("knows where things are on Windows", async () => {
    const names = [
      "node.exe",
      "npm",
      "npm.cmd",
      "npx.ps1",
      "node_modules/npm/x",
      "corepack.cmd",
      "README.md",
    ];
    await writeFiles(prefix, Object.fromEntries(names.map((name) => [name, name])));
    await trimPrefix(prefix, [], windows);
    expect(await readdir(prefix)).toEqual(["node.exe"]);
  });
});

describe("trimOffer", () => {
  it("leaves out an archive of which nothing would stay", async () => {
    const node = await filePart(await nodeArchive());
    const npm = { ...node, into: "lib/node_modules/npm", fileName: "npm.tgz" };
    const offer = offerOf([node, npm]);
    expect(trimOffer(offer, ["headers"]).parts).toEqual([node]);
    expect(trimOffer(offer, ["npm"]).parts).toEqual([node, npm]);
    expect(trimOffer(offer, undefined).parts).toEqual([node, npm]);
  });
});

describe("parts of an install", () => {
  it.each([
    [undefined, undefined, true],
    [undefined, ["npm"], true],
    [["npm"], undefined, false],
    [["npm"], ["npm"], true],
    [["npm"], [], true],
    [["npm"], ["npm", "headers"], false],
  ] as const)("%j have %j: %s", (present, wanted, expected) => {
    expect(hasParts(present, wanted)).toBe(expected);
  });

  it("become more, never fewer", () => {
    expect(unionOfParts(["headers"], ["npm"])).toEqual(["npm", "headers"]);
    expect(unionOfParts(["headers"], undefined)).toBeUndefined();
    expect(unionOfParts(undefined, ["npm"])).toEqual(["npm"]);
  });
});
