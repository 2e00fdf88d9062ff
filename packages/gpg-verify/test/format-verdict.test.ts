import { expect, test } from "vitest";
import { createKeyring, formatVerdict, verifyShasums } from "../src/index.js";
import { clearsign, forgeCertificate, forgeKey, NOW } from "./support/forge.js";
import { keyringOf, LIST } from "./support/lists.js";

const primary = forgeKey("ed25519");
const subkey = forgeKey("rsa2048");
const options = {
  now: NOW,
  keyring: keyringOf(primary, { lifetime: 400 * 86_400, subkeys: [{ key: subkey }] }),
};

test("formatVerdict() tells who signed, with what, and what for", async () => {
  const clearsigned = `hello\n${clearsign(LIST, subkey)}`;
  expect(formatVerdict(await verifyShasums({ clearsigned }, options)).split("\n")).toEqual([
    "Forged <forged@example.org> signed this list on 2024-01-02.",
    "  verdict:     valid (policy release, rule trusted-key)",
    "  signer:      Forged <forged@example.org>",
    `  key:         ${subkey.fingerprint} (rsa2048)`,
    `  primary key: ${primary.fingerprint}`,
    "  signed at:   2024-01-02T00:00:00Z, over sha256",
    "  key status:  active when it signed, active now, valid until 2025-02-04",
    "  version:     24.1.0",
    "  files:       4",
    "  note:        text outside the signed message was left out",
  ]);
});

test("formatVerdict() tells why a list is refused and what to do", async () => {
  const stranger = forgeKey();
  const verdict = await verifyShasums({ clearsigned: clearsign(LIST, stranger) }, options);
  expect(formatVerdict(verdict).split("\n")).toEqual([
    `Signed by ${stranger.fingerprint}, a key that is not in the keyring.`,
    "  verdict:     unknown-key (policy release, rule key-pinned)",
    `  key:         ${stranger.fingerprint}`,
    "  signed at:   2024-01-02T00:00:00Z, over sha256",
    expect.stringContaining("  hint:        "),
  ]);
  expect(formatVerdict(await verifyShasums({ clearsigned: LIST }))).toContain(
    "verdict:     unsigned (policy release, rule input-form)",
  );
});

test("formatVerdict() calls the signer of a false signature a claim", async () => {
  const clearsigned = clearsign(LIST, primary).replace(".msi", ".exe");
  const text = formatVerdict(await verifyShasums({ clearsigned }, options));
  expect(text).toContain("verdict:     bad");
  expect(text).toContain("claims:      Forged");
  expect(text).not.toContain("signer:");
});

test("formatVerdict() lets no signer write to the terminal", async () => {
  const keyring = createKeyring(forgeCertificate(primary, { userIds: ["evil \x1b[2K\r\u202e\u2028"] }));
  const text = formatVerdict(
    await verifyShasums({ clearsigned: clearsign(LIST, primary) }, { ...options, keyring }),
  );
  expect(text).toContain("evil");
  expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202e\u2028]/u);
});
