import { expect, test } from "vitest";
import { toKeyObject } from "../src/key-object.js";
import { parsePublicKey } from "../src/public-key.js";
import { forgeKey, type KeyKind } from "./support/forge.js";

test.each<{ kind: KeyKind; type: string }>([
  { kind: "rsa2048", type: "rsa" },
  { kind: "dsa1024", type: "dsa" },
  { kind: "p256", type: "ec" },
  { kind: "p521", type: "ec" },
  { kind: "ed25519", type: "ed25519" },
  { kind: "ed448", type: "ed448" },
])("toKeyObject() makes node:crypto's $type key of a $kind key", ({ kind, type }) => {
  const { privateKey, body } = forgeKey(kind);
  const made = toKeyObject(parsePublicKey(body).material);
  expect(made?.asymmetricKeyType).toBe(type);
  expect(made?.asymmetricKeyDetails).toEqual(privateKey.asymmetricKeyDetails);
});

test("toKeyObject() has nothing for a key that cannot sign", () => {
  expect(toKeyObject(parsePublicKey(forgeKey("x25519").body).material)).toBeUndefined();
});

test("toKeyObject() refuses a point that is not on its curve", () => {
  const { material } = parsePublicKey(forgeKey("p256").body);
  if (material.kind !== "ecdsa") throw new Error("not an ECDSA key");
  expect(() => toKeyObject({ ...material, y: new Uint8Array(32) })).toThrow(
    expect.objectContaining({ code: "ERR_GPG_KEY" }),
  );
});
