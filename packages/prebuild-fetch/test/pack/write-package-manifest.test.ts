import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { generateSigningKey } from "@nodewright/gpg-verify";
import { expect, it } from "vitest";
import { writePackageManifest } from "../../src/pack/write-package-manifest.js";
import { KEY, stage } from "../support/publish.js";

it("writePackageManifest(): all that is staged as one manifest, signed where asked", async () => {
  const { stagedTarball } = await stage();
  const root = join(stagedTarball, "../../../..");
  const addon = { root, name: "my-addon", version: "1.2.3" };
  const { manifestFile, signatureFile, manifest } = await writePackageManifest(addon);
  expect([manifestFile, signatureFile]).toEqual([join(root, "prebuilds.json"), undefined]);
  expect(JSON.parse(readFileSync(manifestFile, "utf8"))).toEqual(manifest);
  expect(manifest.prebuilds.map(({ file }) => file)).toEqual([KEY]);
  const { privateKey } = await generateSigningKey({ name: "Author", email: "author@example.org" });
  const signed = { ...addon, binary: { manifest: "all.json" }, signing: { privateKey } };
  expect((await writePackageManifest(signed)).signatureFile).toBe(join(root, "all.json.asc"));
});

it("writePackageManifest(): nothing for another version, and nothing by a key that is none", async () => {
  const { stagedTarball } = await stage();
  const root = join(stagedTarball, "../../../..");
  const addon = { root, name: "my-addon", version: "1.2.3" };
  await expect(writePackageManifest({ ...addon, version: "2.0.0" })).rejects.toMatchObject({
    code: "ERR_PREBUILD_PACK",
  });
  await expect(writePackageManifest({ ...addon, signing: { privateKey: "none" } })).rejects.toMatchObject({
    code: "ERR_GPG_KEY",
  });
  expect(existsSync(join(root, "prebuilds.json"))).toBe(false);
});
