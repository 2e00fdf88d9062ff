import { createKeyring, generateSigningKey } from "@nodewright/gpg-verify";
import { describe, expect, test } from "vitest";
import {
  type NamedText,
  signPrebuildManifest,
  verifyPrebuildManifest,
} from "../../src/integrity/signature.js";

const key = await generateSigningKey({ name: "Author", email: "author@example.org" });
const foreign = await generateSigningKey({ name: "Stranger", email: "stranger@example.org" });
const keyring = createKeyring(key.publicKey);
const manifest: NamedText = { name: "prebuilds.json", text: '{"schema":1}\n' };
const signature = await signPrebuildManifest(manifest, { privateKey: key.privateKey });
const byStranger = await signPrebuildManifest(manifest, { privateKey: foreign.privateKey });

describe("verifyPrebuildManifest()", () => {
  test("takes what signPrebuildManifest() made, and says who signed", async () => {
    expect(signature).toMatch(/^[0-9a-f]{64} {2}prebuilds\.json\r?$/m);
    expect(await verifyPrebuildManifest(manifest, signature, keyring)).toEqual({
      signer: "Author <author@example.org>",
      fingerprint: key.fingerprint,
    });
  });

  test.each<[string, NamedText, string | undefined]>([
    ["a changed text", { ...manifest, text: '{"schema":1} \n' }, signature],
    ["another name", { ...manifest, name: "other.json" }, signature],
    ["no signature", manifest, undefined],
    ["an empty one", manifest, ""],
    ["a page in its place", manifest, "<html>"],
    ["a list without a signature", manifest, signature.split("-----BEGIN PGP SIGNATURE")[0]],
    ["a forged list", manifest, signature.replace(/[0-9a-f]{8}(?=[0-9a-f]{56} )/, "00000000")],
    ["a foreign key's", manifest, byStranger],
  ])("refuses %s", async (_title, text, signed) => {
    await expect(verifyPrebuildManifest(text, signed, keyring)).rejects.toMatchObject({
      code: "ERR_PREBUILD_SIGNATURE",
      hint: expect.any(String),
    });
  });
});
