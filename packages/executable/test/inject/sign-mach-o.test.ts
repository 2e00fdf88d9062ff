import { describe, expect, it } from "vitest";
import { verifyMachOSignature } from "../../src/inject/verify-signature.js";
import { makeOf } from "../support/made.js";
import { machNode } from "../support/node-like.js";

const content = { main: new Uint8Array(40_000).fill(5), codePath: "a.js" };
const linkData = Uint8Array.from({ length: 13_000 }, (_, i) => i % 251);

describe("inject() into a signed Mach-O file", () => {
  it("takes hashes over from a sound signature, and gives the same bytes as without", async () => {
    const signed = machNode({ linkData, signature: "ad-hoc" });
    const options = { content, identifier: "same" };
    await using reused = await makeOf(signed, options);
    await using hashed = await makeOf(signed, { ...options, hashes: "own" });
    expect(Buffer.compare(reused.bytes, hashed.bytes)).toBe(0);
    expect(await verifyMachOSignature(reused.path)).toMatchObject({ badPages: [] });
  });

  it("takes none over from a signature that is wrong, or of other pages", async () => {
    const wrong = machNode({ linkData, signature: "ad-hoc" });
    wrong[0x2000] = 1;
    for (const base of [wrong, machNode({ linkData, signature: "ad-hoc", pageShift: 14 })]) {
      await using made = await makeOf(base, { content });
      expect(await verifyMachOSignature(made.path)).toMatchObject({ badPages: [] });
    }
  });
});
