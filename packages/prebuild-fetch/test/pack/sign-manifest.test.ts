import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createKeyring, generateSigningKey } from "@nodewright/gpg-verify";
import { expect, it } from "vitest";
import { verifyPrebuildManifest } from "../../src/integrity/signature.js";
import { placeSignature, signManifest } from "../../src/pack/sign-manifest.js";
import { temporaryDirectory } from "../support/temporary-directory.js";

it("signManifest(), placeSignature(): a signature that holds, and none that is left of an earlier manifest", async () => {
  const key = await generateSigningKey({ name: "Author", email: "author@example.org" });
  const manifest = { name: "prebuilds.json", text: "{}" };
  const file = join(temporaryDirectory(), manifest.name);
  const signature = await signManifest(manifest, { privateKey: key.privateKey });
  expect(await placeSignature(file, signature)).toBe(`${file}.asc`);
  const read = readFileSync(`${file}.asc`, "utf8");
  expect(await verifyPrebuildManifest(manifest, read, createKeyring(key.publicKey))).toMatchObject({
    fingerprint: key.fingerprint,
  });
  expect(await placeSignature(file, await signManifest(manifest, undefined))).toBeUndefined();
  expect(existsSync(`${file}.asc`)).toBe(false);
});
