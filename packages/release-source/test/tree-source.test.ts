import { describe, expect, it } from "vitest";
import type { Offer } from "../src/offer.js";
import type { TrustOptions } from "../src/shasums-proof.js";
import type { ReleaseSource } from "../src/source.js";
import { createTreeSource, type ReleaseTree } from "../src/tree-source.js";
import { linux, mac, musl, row, windows } from "./support/fixtures.js";
import { signedList, someSha256, testKeyring } from "./support/signed-list.js";

const release = row("v24.21.0");
const stem = "node-v24.21.0";
const trust = { keyring: await testKeyring() };

interface TreeParts {
  readonly listed: readonly string[];
  /** Those of the listed that the tree does not hold. */
  readonly missing?: readonly string[];
}

async function offerOf(parts: TreeParts, target = linux, how: TrustOptions = trust): Promise<Offer> {
  return (await sourceWith(parts, how)).offer(release, target);
}

async function sourceWith({ listed, missing = [] }: TreeParts, how: TrustOptions): Promise<ReleaseSource> {
  const files = await signedList(Object.fromEntries(listed.map((name) => [name, someSha256])));
  const tree: ReleaseTree = {
    kind: "dist",
    name: "https://mirror",
    loadIndex: async () => ({ rows: [release], origin: "index.json" }),
    locate: (version) => `https://mirror/${version}`,
    read: async (_, name) =>
      name === "SHASUMS256.txt.asc" || name === "SHASUMS256.txt"
        ? new TextEncoder().encode(files[name])
        : undefined,
    origin: async (version, name) =>
      missing.includes(name) ? undefined : { urls: [`https://mirror/${version}/${name}`] },
  };
  return createTreeSource(tree, how);
}

describe("createTreeSource", () => {
  it("offers the archive with what vouches for it", async () => {
    const fileName = `${stem}-linux-x64.tar.gz`;
    const offer = await offerOf({ listed: [fileName] });
    expect(offer).toEqual({
      source: { kind: "dist", name: "https://mirror" },
      release,
      target: linux,
      parts: [
        {
          fileName,
          origin: { urls: [`https://mirror/v24.21.0/${fileName}`] },
          stripComponents: 1,
          into: "",
          omit: [],
          digests: [{ algorithm: "sha256", digest: someSha256 }],
          evidence: [expect.objectContaining({ kind: "release-key", fileName, sha256: someSha256 })],
        },
      ],
      steps: [],
      proofs: [],
      notes: [],
    });
  });

  it.each([
    [["tar.xz", "tar.gz"], linux, "tar.gz"],
    [["tar.xz"], linux, "tar.xz"],
    [["tar.gz", "tar.zst", "tar.xz"], linux, "tar.zst"],
  ] as const)("chooses of %j", async (formats, target, format) => {
    const { parts } = await offerOf({ listed: formats.map((one) => `${stem}-linux-x64.${one}`) }, target);
    expect(parts[0].fileName).toBe(`${stem}-linux-x64.${format}`);
  });

  it.each([
    [linux, "linux-x64.tar.gz"],
    [musl, "linux-x64-musl.tar.gz"],
    [mac, "darwin-arm64.tar.gz"],
    [windows, "win-x64.zip"],
  ])("knows the name for %j", async (target, end) => {
    const ends = [
      "win-x64.7z",
      "win-x64.zip",
      "linux-x64-musl.tar.gz",
      "linux-x64.tar.gz",
      "darwin-arm64.tar.gz",
    ];
    const { parts } = await offerOf({ listed: ends.map((one) => `${stem}-${one}`) }, target);
    expect(parts[0].fileName).toBe(`${stem}-${end}`);
  });

  it("takes the next format where the tree does not hold the best", async () => {
    const listed = [`${stem}-linux-x64.tar.gz`, `${stem}-linux-x64.tar.xz`];
    const { parts } = await offerOf({ listed, missing: [`${stem}-linux-x64.tar.gz`] });
    expect(parts[0].fileName).toBe(`${stem}-linux-x64.tar.xz`);
  });

  it("says which listed archives are not there", async () => {
    const listed = [`${stem}-linux-x64.tar.gz`, `${stem}-linux-x64.tar.xz`];
    await expect(offerOf({ listed, missing: listed })).rejects.toMatchObject({
      code: "ERR_SOURCE_NO_ASSET",
      message: expect.stringContaining(`${listed[0]} nor ${listed[1]}`),
    });
  });

  it("names the nearest targets where the list has none for this one", async () => {
    const listed = [`${stem}-linux-arm64.tar.gz`, `${stem}-linux-x64.tar.gz`, `${stem}-darwin-x64.tar.gz`];
    await expect(offerOf({ listed }, musl)).rejects.toMatchObject({
      code: "ERR_SOURCE_NO_ASSET",
      message: "Node.js v24.21.0 has no archive for linux-x64-musl at https://mirror/v24.21.0",
      hint: expect.stringMatching(/^the nearest targets that it has: linux-x64-glibc, linux-arm64-glibc/),
    });
  });

  it("says in a note that unsigned digests were believed", async () => {
    const listed = [`${stem}-linux-x64.tar.gz`];
    const offer = await offerOf({ listed }, linux, { unsafeSkipSignature: true });
    expect(offer.parts[0].evidence).toMatchObject([
      { kind: "unsigned-shasums", origin: "https://mirror/v24.21.0" },
    ]);
    expect(offer.notes).toEqual([expect.stringContaining("was not checked")]);
  });

  it("passes refusals of the list on", async () => {
    await expect(offerOf({ listed: [`${stem}-linux-x64.tar.gz`] }, linux, {})).rejects.toMatchObject({
      code: "ERR_SOURCE_SIGNATURE",
    });
  });
});

describe("offerSource", () => {
  const names = [`${stem}.tar.gz`, `${stem}.tar.xz`, `${stem}-linux-x64.tar.gz`];
  const codeOf = async (parts: TreeParts, how = trust) =>
    (await sourceWith(parts, how)).offerSource?.(release, musl);

  it("offers the source archive, proven by the list", async () => {
    expect(await codeOf({ listed: names })).toMatchObject({
      target: musl,
      parts: [{ fileName: `${stem}.tar.gz`, stripComponents: 1, evidence: [{ kind: "release-key" }] }],
      steps: [],
    });
    expect(await codeOf({ listed: names, missing: [`${stem}.tar.gz`] })).toMatchObject({
      parts: [{ fileName: `${stem}.tar.xz` }],
    });
  });

  it("says where there is none", async () => {
    await expect(codeOf({ listed: names.slice(2) })).rejects.toMatchObject({
      code: "ERR_SOURCE_NO_ASSET",
      message: "Node.js v24.21.0 has no source archive at https://mirror/v24.21.0",
    });
  });
});
