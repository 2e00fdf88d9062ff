import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createKeyring, generateSigningKey } from "@nodewright/gpg-verify";
import { describe, expect, test } from "vitest";
import { parsePrebuildManifest } from "../../src/integrity/prebuild-manifest.js";
import { verifyPrebuildManifest } from "../../src/integrity/signature.js";
import { type PackPlan, packPrebuild } from "../../src/pack/pack-prebuild.js";
import { abiAddon, noCompiler } from "../support/compiler.js";
import { installPlan, listing, TARBALL } from "../support/install.js";
import { sha256 } from "../support/manifest.js";
import { type RealTarget, realAddon } from "../support/real-addons.js";
import { temporaryDirectory } from "../support/temporary-directory.js";

function packPlan(addon: Buffer | undefined, fields: Partial<PackPlan> = {}): PackPlan & { root: string } {
  const plan = installPlan(temporaryDirectory(), "https://addons.example/");
  if (addon !== undefined) {
    mkdirSync(plan.modulePath, { recursive: true });
    writeFileSync(plan.addonFile, addon);
  }
  const stagedTarball = join(plan.root, "build/stage/v1.2.3", TARBALL);
  return { ...plan, stagedTarball, napiBuildVersion: 8, ...fields };
}

describe("packPrebuild()", () => {
  test("writes the tarball and what it holds", async () => {
    const plan = packPlan(realAddon("linux-x64-glibc"));
    const { tarball, manifestFile, signatureFile, manifest } = await packPrebuild(plan, {
      coreVersion: "0.1.0",
    });
    expect(listing(join(plan.root, "build/stage/v1.2.3"))).toEqual([TARBALL, `${TARBALL}.json`]);
    expect(signatureFile).toBeUndefined();
    expect(parsePrebuildManifest(readFileSync(manifestFile, "utf8"), manifestFile)).toEqual(manifest);
    const bytes = readFileSync(tarball);
    expect(manifest).toMatchObject({ schema: 1, name: "my-addon", version: "1.2.3", coreVersion: "0.1.0" });
    expect(manifest.prebuilds).toEqual([
      {
        file: `v1.2.3/${TARBALL}`,
        sizeBytes: bytes.length,
        sha256: sha256(bytes),
        target: "linux-x64-glibc",
        runtime: "node",
        nodeApi: 8,
        glibcFloor: expect.stringMatching(/^2\.\d+$/),
        glibcxxFloor: expect.stringMatching(/^3\.4/),
        cxxabiFloor: expect.stringMatching(/^1\.3/),
        addon: "my_addon.node",
        files: [
          {
            path: "my_addon.node",
            sizeBytes: realAddon("linux-x64-glibc").length,
            sha256: sha256(realAddon("linux-x64-glibc")),
          },
        ],
      },
    ]);
  });

  test.each<[RealTarget, PackPlan["target"], string]>([
    ["linux-x64-musl", { os: "linux", arch: "x64", libc: "musl" }, "linux-x64-musl"],
    ["win32-x64", { os: "win32", arch: "x64" }, "win32-x64"],
    ["darwin-universal", { os: "darwin", arch: "arm64" }, "darwin-universal"],
    ["linux-armv7-glibc", { os: "linux", arch: "arm", armVersion: "7", libc: "glibc" }, "linux-armv7-glibc"],
  ])("reads the target of %s from its header", async (name, target, text) => {
    const { manifest } = await packPrebuild(packPlan(realAddon(name), { target }), { coreVersion: "0.1.0" });
    expect(manifest.prebuilds[0]?.target).toBe(text);
  });

  test.skipIf(noCompiler !== undefined)("notes the ABI of an addon that is bound to one", async () => {
    const plan = packPlan(readFileSync(abiAddon(temporaryDirectory(), 137)), { napiBuildVersion: undefined });
    const { manifest } = await packPrebuild(plan, { coreVersion: "0.1.0" });
    expect(manifest.prebuilds[0]).toMatchObject({ nodeAbi: 137 });
    expect(manifest.prebuilds[0]).not.toHaveProperty("nodeApi");
  });

  test("signs the manifest", async () => {
    const key = await generateSigningKey({ name: "Author", email: "author@example.org" });
    const plan = packPlan(realAddon("linux-x64-glibc"));
    const { manifestFile, signatureFile = "" } = await packPrebuild(plan, {
      coreVersion: "0.1.0",
      signing: { privateKey: key.privateKey },
    });
    const manifest = { name: `${TARBALL}.json`, text: readFileSync(manifestFile, "utf8") };
    const signer = await verifyPrebuildManifest(
      manifest,
      readFileSync(signatureFile, "utf8"),
      createKeyring(key.publicKey),
    );
    expect(signer.fingerprint).toBe(key.fingerprint);
  });

  test.each<[string, Buffer | undefined, string]>([
    ["an addon that is not there", undefined, "ERR_PREBUILD_PACK"],
    ["an addon for another platform", realAddon("linux-arm64-glibc"), "ERR_PREBUILD_INCOMPATIBLE"],
    ["a file that is no addon", Buffer.from("text"), "ERR_PREBUILD_CORRUPT"],
  ])("does not pack %s", async (_title, addon, code) => {
    const plan = packPlan(addon);
    const before = listing(plan.root);
    await expect(packPrebuild(plan, { coreVersion: "0.1.0" })).rejects.toMatchObject({ code });
    expect(listing(plan.root)).toEqual(before);
  });
});
