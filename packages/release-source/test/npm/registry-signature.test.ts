import { describe, expect, it } from "vitest";
import { type SignedPackage, verifyRegistrySignature } from "../../src/npm/registry-signature.js";
import { registryKey, sriOf } from "../support/registry.js";

const pinned = registryKey("SHA256:pinned");
const other = registryKey("SHA256:other");
const unknown = registryKey("SHA256:unknown");
const integrity = sriOf("bytes");
const message = `npm@11.0.0:${integrity}`;

function verify(
  signatures: SignedPackage["signatures"],
  changed: Partial<SignedPackage> = {},
): string | undefined {
  return verifyRegistrySignature({ package: "npm@11.0.0", integrity, signatures, ...changed }, [
    pinned,
    other,
  ])?.keyId;
}

describe("verifyRegistrySignature", () => {
  it("names the pinned key that signed", () => {
    expect(verify([pinned.sign(message)])).toBe("SHA256:pinned");
    expect(verify([unknown.sign(message), other.sign(message)])).toBe("SHA256:other");
  });

  it("counts no signature by a key that is not pinned, good or bad", () => {
    expect(verify([])).toBeUndefined();
    expect(verify([unknown.sign(message)])).toBeUndefined();
    expect(verify([unknown.sign("something else")])).toBeUndefined();
  });

  it.each<[string, SignedPackage["signatures"], Partial<SignedPackage>]>([
    ["another version", [pinned.sign(message)], { package: "npm@11.0.1" }],
    ["another integrity", [pinned.sign(message)], { integrity: sriOf("other bytes") }],
    ["another key under the pinned key's name", [{ ...unknown.sign(message), keyid: "SHA256:pinned" }], {}],
    ["nothing", [{ keyid: "SHA256:pinned", sig: "" }], {}],
    ["no base64", [{ keyid: "SHA256:pinned", sig: "???" }], {}],
    ["a good one beside a bad one", [pinned.sign(message), other.sign("something else")], {}],
  ])("refuses a pinned key's signature of %s", (_, signatures, changed) => {
    expect(() => verify(signatures, changed)).toThrow(
      expect.objectContaining({
        code: "ERR_SOURCE_REGISTRY_SIGNATURE",
        message: expect.stringContaining("name, version or integrity was changed"),
      }),
    );
  });
});
