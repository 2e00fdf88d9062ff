import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { formatReceipt, readReceipt, receiptName } from "../src/receipt.js";
import { receipt } from "./support/receipts.js";
import { scratch } from "./support/scratch.js";

function readBack(text: string): ReturnType<typeof readReceipt> {
  return scratch({ [receiptName]: text }).then(readReceipt);
}

describe("readReceipt", () => {
  it("reads what formatReceipt wrote", async () => {
    expect(await readBack(formatReceipt(receipt()))).toEqual(receipt());
    const bare = receipt({ npm: undefined, lts: false, evidence: [] });
    expect(await readBack(formatReceipt(bare))).toEqual(bare);
  });

  it("leaves out evidence that this version does not understand, and fields that it does not know", async () => {
    const later = { ...receipt(), evidence: [...receipt().evidence, { kind: "of-tomorrow" }, 5], more: true };
    expect(await readBack(JSON.stringify(later))).toEqual(receipt());
  });

  it.each<[string, unknown]>([
    ["of another schema", { ...receipt(), schema: 2 }],
    ["without a version", { ...receipt(), version: undefined }],
    ["whose version is none", receipt({ version: "latest" })],
    ["whose version is a path", receipt({ version: "v../../x" })],
    ["whose version lacks its v", receipt({ version: "24.1.0" })],
    ["without a target", { ...receipt(), target: null }],
    ["with an escape sequence for a codename", receipt({ lts: "\u001b[2J" })],
    ["with an escape sequence for a target", receipt({ target: "linux\u009b" })],
    ["from a source of no kind", { ...receipt(), source: { kind: "moon", name: "x" } }],
    ["whose evidence is no list", { ...receipt(), evidence: {} }],
    ["without a time", receipt({ installedAt: "yesterday" })],
    ["that is null", null],
    ["that is a list", []],
  ])("does not take one %s", async (_, value) => {
    expect(await readBack(JSON.stringify(value))).toBeUndefined();
  });

  it.each(["", "{", "\u0000\u0001"])("does not take %j", async (text) => {
    expect(await readBack(text)).toBeUndefined();
  });

  it("has none where there is no file, or a folder in its place", async () => {
    expect(await readReceipt(await scratch())).toBeUndefined();
    expect(await readReceipt(await scratch({ [join(receiptName, "x")]: "" }))).toBeUndefined();
  });
});
