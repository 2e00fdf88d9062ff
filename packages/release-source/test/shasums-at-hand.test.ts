import { describe, expect, it } from "vitest";
import { createAnswerStore } from "../src/answer-store.js";
import { answerKey } from "../src/file-reader.js";
import { shasumsAtHand } from "../src/shasums-at-hand.js";
import { scratch } from "./support/scratch.js";
import { signedList, someSha256, testKeyring } from "./support/signed-list.js";

const version = "v24.21.0";
const keyring = await testKeyring();
const list = await signedList({ "node-v24.21.0-win-x64.zip": someSha256, "win-x64/node.exe": someSha256 });
const asc = list["SHASUMS256.txt.asc"];

async function storeWith(url: string, text: string): Promise<ReturnType<typeof createAnswerStore>> {
  const store = createAnswerStore(await scratch());
  await store.set(answerKey(url), new TextEncoder().encode(text));
  return store;
}

describe("shasumsAtHand", () => {
  it("proves the user's own list", async () => {
    const atHand = await shasumsAtHand(version, { shasums: asc, env: {}, keyring });
    expect(atHand?.isGiven).toBe(true);
    expect(atHand?.shasums.evidenceOf("win-x64/node.exe")).toMatchObject({ kind: "release-key" });
  });

  it.each([
    ["of another version", "v24.20.0", asc, /wrong-version/],
    ["with a changed digest", version, asc.replace("abab", "abac"), /bad/],
    ["without a signature", version, list["SHASUMS256.txt"], /unsigned/],
  ])("refuses the user's own list %s, whatever else is unsafe", async (_, wanted, shasums, message) => {
    await expect(shasumsAtHand(wanted, { shasums, env: {}, keyring })).rejects.toMatchObject({
      code: "ERR_SOURCE_SIGNATURE",
      message: expect.stringMatching(message),
    });
  });

  it("finds the list that a dist tree gave earlier, the mirror's where one is set", async () => {
    const official = await storeWith("https://nodejs.org/dist/v24.21.0/SHASUMS256.txt.asc", asc);
    expect(await shasumsAtHand(version, { store: official, env: {}, keyring })).toMatchObject({
      isGiven: false,
    });
    const env = { N_NODE_MIRROR: "https://mirror/x/" };
    expect(await shasumsAtHand(version, { store: official, env, keyring })).toBeUndefined();
    const mirrored = await storeWith("https://mirror/x/v24.21.0/SHASUMS256.txt.asc", asc);
    expect(await shasumsAtHand(version, { store: mirrored, env, keyring })).toMatchObject({ isGiven: false });
  });

  it.each([
    ["is refused", asc.replace("abab", "abac"), {}],
    ["is of a mirror whose variable holds no URL", asc, { N_NODE_MIRROR: "nonsense" }],
  ])("passes over a kept list that %s", async (_, text, env) => {
    const store = await storeWith("https://nodejs.org/dist/v24.21.0/SHASUMS256.txt.asc", text);
    expect(await shasumsAtHand(version, { store, env, keyring })).toBeUndefined();
  });

  it("has nothing without either", async () => {
    expect(await shasumsAtHand(version, { env: {}, keyring })).toBeUndefined();
  });
});
