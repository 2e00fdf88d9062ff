import { expect, test } from "vitest";
import { createKeyring, keyringFromJson, keyringToJson, nodeReleaseKeyring } from "../src/index.js";
import { forgeCertificate, forgeKey } from "./support/forge.js";

const key = forgeKey();
const keyring = createKeyring(
  forgeCertificate(key, {
    lifetime: 1000,
    revokedFor: 1,
    subkeys: [{ key: forgeKey(), revokedFor: 2 }, { key: forgeKey("x25519") }],
  }),
  { dataVersion: "3", date: "2024-02-02", source: "farm" },
);

test.each([
  { name: "pinned", keyring: nodeReleaseKeyring },
  { name: "own", keyring },
  { name: "empty", keyring: createKeyring([]) },
])("keyringFromJson() reads back the $name keyring that keyringToJson() wrote", ({ keyring }) => {
  expect(keyringFromJson(keyringToJson(keyring))).toEqual(keyring);
});

test("keyringToJson() writes one key a line, so that a change is a line in a diff", () => {
  const lines = keyringToJson(nodeReleaseKeyring).split("\n");
  expect(lines.filter((line) => line.includes('"signer"'))).toHaveLength(nodeReleaseKeyring.keys.length);
});

const written: { keys: Record<string, unknown>[] } & Record<string, unknown> = JSON.parse(
  keyringToJson(keyring),
);
const [row = {}] = written.keys;
const withRow = (change: Record<string, unknown>): string =>
  JSON.stringify({ ...written, keys: [{ ...row, ...change }] });

test.each([
  { name: "no JSON", text: "{", place: "not JSON" },
  { name: "a list", text: "[]", place: "keys" },
  { name: "null", text: "null", place: "the text" },
  { name: "no keys", text: JSON.stringify({ ...written, keys: {} }), place: "keys" },
  { name: "a date that is none", text: JSON.stringify({ ...written, date: "today" }), place: "date" },
  { name: "no version", text: JSON.stringify({ ...written, dataVersion: 1 }), place: "dataVersion" },
  { name: "a key that is null", text: JSON.stringify({ ...written, keys: [null] }), place: "keys[0]" },
  { name: "an unknown status", text: withRow({ status: "trusted" }), place: "keys[0].status" },
  { name: "no signer", text: withRow({ signer: "" }), place: "keys[0].signer" },
  { name: "a fingerprint that is none", text: withRow({ fingerprint: "abc" }), place: "keys[0].fingerprint" },
  {
    name: "another key's fingerprint",
    text: withRow({ fingerprint: "A".repeat(40) }),
    place: key.fingerprint,
  },
  {
    name: "an impossible date",
    text: withRow({ expiresAt: "2024-99-01T00:00:00Z" }),
    place: "keys[0].expiresAt",
  },
  {
    name: "an unknown reason",
    text: withRow({ revoked: { at: "2024-01-01T00:00:00Z", reason: "mood" } }),
    place: "keys[0].revoked.reason",
  },
  { name: "a key that may sign by a word", text: withRow({ maySign: true }), place: "keys[0].maySign" },
  { name: "no subkeys", text: withRow({ subkeys: undefined }), place: "keys[0].subkeys" },
  { name: "a broken subkey", text: withRow({ subkeys: [{}] }), place: "keys[0].subkeys[0].fingerprint" },
  { name: "a packet that is no key", text: withRow({ packet: "AAAA" }), place: key.fingerprint },
  { name: "one key twice", text: JSON.stringify({ ...written, keys: [row, row] }), place: "twice" },
])("keyringFromJson() refuses $name and says where", ({ text, place }) => {
  expect(() => keyringFromJson(text)).toThrow(
    expect.objectContaining({ code: "ERR_GPG_KEYRING", message: expect.stringContaining(place) }),
  );
});
