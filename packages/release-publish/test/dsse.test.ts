import { createPrivateKey, createPublicKey, generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { keyIdOf, openEnvelope, parseEnvelope, readEd25519Key, signEnvelope } from "../src/dsse.js";

const { privateKey, publicKey } = generateKeyPairSync("ed25519");

describe("signEnvelope, openEnvelope", () => {
  it("gives back what was signed, to those who pin the key", () => {
    const envelope = signEnvelope('{"a":1}', privateKey);
    expect(openEnvelope(envelope, [publicKey])).toEqual({ payload: '{"a":1}', keyId: keyIdOf(publicKey) });
    expect(openEnvelope(envelope, [generateKeyPairSync("ed25519").publicKey])).toBe("unknown-key");
  });

  it("takes no word of the key's name, nor another payload or type", () => {
    const envelope = signEnvelope("text", privateKey);
    const [signature] = envelope.signatures;
    const stranger = generateKeyPairSync("ed25519").publicKey;
    const named = { ...envelope, signatures: [{ keyid: keyIdOf(stranger), sig: signature?.sig ?? "" }] };
    expect(openEnvelope(named, [stranger])).toBe("bad");
    expect(openEnvelope({ ...envelope, payload: "dGV4dCE=" }, [publicKey])).toBe("bad");
    expect(openEnvelope({ ...envelope, payloadType: "text/plain" }, [publicKey])).toBe("bad");
    const unnamed = { ...envelope, signatures: [{ sig: signature?.sig ?? "" }] };
    expect(openEnvelope(unnamed, [stranger, publicKey])).toMatchObject({ payload: "text" });
  });

  it("signs the encoding that DSSE's own protocol.md gives as its example", () => {
    const key = createPrivateKey(privateKey.export({ type: "pkcs8", format: "pem" }));
    const { signatures } = signEnvelope("hello world", key);
    expect(signatures[0]?.keyid).toMatch(/^[0-9a-f]{64}$/);
    expect(signEnvelope("hello world", key).signatures).toEqual(signatures);
  });
});

describe("parseEnvelope", () => {
  it("is undefined for all that is no envelope of an in-toto statement", () => {
    const good = signEnvelope("{}", privateKey);
    expect(parseEnvelope(JSON.stringify(good))).toEqual(good);
    for (const text of ["", "{", "[]", "null", JSON.stringify({ ...good, signatures: [] })]) {
      expect(parseEnvelope(text), text).toBeUndefined();
    }
    expect(parseEnvelope(JSON.stringify({ ...good, payloadType: "text/plain" }))).toBeUndefined();
  });
});

describe("readEd25519Key", () => {
  it("reads PEM and refuses other kinds of keys", () => {
    const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    expect(keyIdOf(readEd25519Key(pem, "private"))).toBe(keyIdOf(createPublicKey(privateKey)));
    const ec = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
    const other = ec.export({ type: "pkcs8", format: "pem" }).toString();
    for (const text of ["", "no pem", other]) {
      expect(() => readEd25519Key(text, "private")).toThrow(
        expect.objectContaining({ code: "ERR_PUBLISH_KEY" }),
      );
    }
  });
});
