import { type ExecutableInfo, inspectBytes } from "@nodewright/executable";
import { describe, expect, test } from "vitest";
import { assertEntryMatches, assertEntryTold } from "../../src/integrity/check-entry.js";
import type { ManifestEntry } from "../../src/integrity/prebuild-manifest.js";
import type { Voucher } from "../../src/integrity/voucher.js";
import { manifestEntry } from "../support/manifest.js";
import { realAddon } from "../support/real-addons.js";

const info: ExecutableInfo = inspectBytes(realAddon("linux-x64-glibc"));
const { glibcFloor, glibcxxFloor, cxxabiFloor } = info;
const voucher = (entry: Partial<ManifestEntry> = {}): Voucher => ({
  by: "package",
  manifest: "prebuilds.json",
  signer: undefined,
  entry: manifestEntry({ glibcFloor, glibcxxFloor, cxxabiFloor, ...entry }),
});
const integrity = (message: string): unknown =>
  expect.objectContaining({ code: "ERR_PREBUILD_INTEGRITY", message: expect.stringContaining(message) });

describe("assertEntryMatches()", () => {
  const actual = { sha256: "0".repeat(64), sizeBytes: 1 };

  test("takes the bytes that were promised, and no others", () => {
    assertEntryMatches(voucher(), actual, "https://a.example/");
    const url = "https://a.example/";
    expect(() => assertEntryMatches(voucher(), { ...actual, sizeBytes: 2 }, url)).toThrow(
      integrity("2 bytes"),
    );
    const other = { ...actual, sha256: "1".repeat(64) };
    expect(() => assertEntryMatches(voucher(), other, url)).toThrow(integrity("its sha256 is 1111"));
  });
});

const node24 = { name: "node", abi: "137" } as const;

describe("assertEntryTold()", () => {
  test("takes what is true", () => {
    assertEntryTold(voucher(), info, node24);
    assertEntryTold(voucher({ nodeApi: true }), info, node24);
  });

  test("passes over a target that is not known here", () => {
    assertEntryTold(voucher({ target: "plan9-x64" }), info, node24);
  });

  test.each<[Partial<ManifestEntry>, string]>([
    [{ target: "linux-arm64-glibc" }, "its CPU is x64, not arm64"],
    [{ target: "linux-x64-musl" }, "its C library is glibc, not musl"],
    [{ glibcFloor: "2.4" }, "glibcFloor is 2."],
    [{ glibcxxFloor: undefined }, "not absent"],
    [{ cxxabiFloor: "1.3.99" }, "not 1.3.99"],
  ])("refuses %o", (entry, message) => {
    expect(() => assertEntryTold(voucher(entry), info, node24)).toThrow(integrity(message));
  });

  test("refuses another ABI, and an ABI in the place of Node-API", () => {
    const bound: ExecutableInfo = { ...info, addon: { napi: false, nodeAbi: 115 } };
    assertEntryTold(voucher({ nodeApi: undefined, nodeAbi: 115 }), bound, { name: "node", abi: "115" });
    const other = voucher({ nodeApi: undefined, nodeAbi: 127 });
    expect(() => assertEntryTold(other, bound, node24)).toThrow(integrity("bound to ABI 115, not 127"));
    expect(() => assertEntryTold(voucher(), bound, node24)).toThrow(integrity("does not use Node-API"));
  });

  test("refuses what is for another runtime by the manifest alone", () => {
    const open: ExecutableInfo = { ...info, addon: { napi: false } };
    assertEntryTold(voucher({ nodeApi: undefined, nodeAbi: 137 }), open, node24);
    assertEntryTold(voucher({ nodeApi: undefined, nodeAbi: 93 }), open, { name: "node", abi: null });
    const incompatible = expect.objectContaining({ code: "ERR_PREBUILD_INCOMPATIBLE" });
    const wrong = [{ nodeAbi: 93 }, { nodeAbi: 137, runtime: "electron" }];
    for (const entry of wrong) {
      expect(() => assertEntryTold(voucher({ nodeApi: undefined, ...entry }), open, node24)).toThrow(
        incompatible,
      );
    }
    // Node-API addons of Node.js load in every runtime.
    assertEntryTold(voucher(), info, { name: "electron", abi: "139" });
  });
});
