import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createKeyring, generateSigningKey } from "@nodewright/gpg-verify";
import { describe, expect, it } from "vitest";
import { parsePrebuildManifest } from "../../src/integrity/prebuild-manifest.js";
import { verifyPrebuildManifest } from "../../src/integrity/signature.js";
import { type CopyOptions, copyPrebuilds } from "../../src/publish/copy-prebuilds.js";
import type { PublishPlace } from "../../src/publish/publish-place.js";
import { publishPrebuild } from "../../src/publish/publish-prebuild.js";
import { addonManifest } from "../support/addon.js";
import { install, installPlan, listing, TARBALL } from "../support/install.js";
import { directoryPlace, KEY, stage } from "../support/publish.js";
import { temporaryDirectory } from "../support/temporary-directory.js";

const MANIFEST = addonManifest({
  remote_path: "./v{version}/",
  package_name: "{module_name}-v{version}-{node_napi_label}-{platform}-{arch}-{libc}.tar.gz",
  napi_versions: [8],
});
const NEW_TARBALL = TARBALL.replace("1.2.3", "1.2.4");
const NEW_KEY = `v1.2.4/${NEW_TARBALL}`;

async function published(): Promise<PublishPlace & { readonly root: string }> {
  const place = directoryPlace();
  await publishPrebuild(await stage(), place);
  return place;
}

const copy = (place: PublishPlace, options: Partial<CopyOptions> = {}): ReturnType<typeof copyPrebuilds> =>
  copyPrebuilds(MANIFEST, place, { from: "1.2.3", to: "1.2.4", ...options });

describe("copyPrebuilds()", () => {
  it("gives the same bytes the new name, and a manifest that an install of the new version accepts", async () => {
    const place = await published();
    expect(await copy(place)).toEqual([{ from: KEY, to: NEW_KEY, state: "copied", hasManifest: true }]);
    expect(readFileSync(join(place.root, NEW_KEY))).toEqual(readFileSync(join(place.root, KEY)));
    const path = join(place.root, `${NEW_KEY}.json`);
    const manifest = parsePrebuildManifest(readFileSync(path, "utf8"), path);
    expect(manifest).toMatchObject({ version: "1.2.4", prebuilds: [{ file: NEW_KEY }] });
    const { outcome, error } = await install(
      installPlan(temporaryDirectory(), `file://${place.root}/`, {
        version: "1.2.4",
        remotePath: "./v1.2.4/",
        packageName: NEW_TARBALL,
        hostedTarball: `file://${place.root}/${NEW_KEY}`,
      }),
      { requireIntegrity: true },
    );
    expect(error).toBeUndefined();
    expect(outcome).toMatchObject({ state: "installed" });
  });

  it("may be done again, and completes what was cut short", async () => {
    const place = await published();
    await copy(place);
    await place.store.delete(`${NEW_KEY}.json`);
    expect(await copy(place)).toMatchObject([{ state: "present" }]);
    expect(listing(join(place.root, "v1.2.4"))).toEqual([NEW_TARBALL, `${NEW_TARBALL}.json`]);
  });

  it("says what it would do", async () => {
    const place = await published();
    expect(await copy(place, { dryRun: true })).toMatchObject([{ to: NEW_KEY, state: "planned" }]);
    expect(listing(place.root)).toEqual(["v1.2.3", KEY, `${KEY}.json`]);
  });

  it("copies what has no manifest, and says so", async () => {
    const place = await published();
    await place.store.delete(`${KEY}.json`);
    expect(await copy(place)).toMatchObject([{ state: "copied", hasManifest: false }]);
    expect(listing(join(place.root, "v1.2.4"))).toEqual([NEW_TARBALL]);
  });

  it("signs the new manifest", async () => {
    const key = await generateSigningKey({ name: "Author", email: "author@example.org" });
    const place = await published();
    await copy(place, { signing: { privateKey: key.privateKey } });
    const read = (suffix: string): string => readFileSync(join(place.root, NEW_KEY + suffix), "utf8");
    const signed = { name: `${NEW_TARBALL}.json`, text: read(".json") };
    const signer = await verifyPrebuildManifest(signed, read(".json.asc"), createKeyring(key.publicKey));
    expect(signer.fingerprint).toBe(key.fingerprint);
  });

  it("does not spread a tarball that is not that of its manifest", async () => {
    const place = await published();
    writeFileSync(join(place.root, KEY), "tampered with");
    await expect(copy(place)).rejects.toMatchObject({ code: "ERR_PREBUILD_INTEGRITY" });
    expect(listing(place.root)).not.toContain("v1.2.4");
  });

  it("does not copy over other bytes", async () => {
    const place = await published();
    await place.store.put(NEW_KEY, Buffer.from("other"));
    await expect(copy(place)).rejects.toMatchObject({ code: "ERR_PREBUILD_EXISTS" });
    expect(readFileSync(join(place.root, NEW_KEY), "utf8")).toBe("other");
  });

  it("says when the old version has no prebuilds", async () => {
    await expect(copy(await published(), { from: "1.2.2" })).rejects.toMatchObject({
      code: "ERR_PREBUILD_NOT_FOUND",
    });
  });
});
