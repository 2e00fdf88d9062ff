import { describe, expect, it } from "vitest";
import { addonNameAt, isAddonSymbol, type NamedSymbol, readAddon } from "../src/addon.js";
import type { AddonInfo, ExecutableArch } from "../src/types.js";
import { parseWith } from "./support/parse-with.js";

const returns9 = Uint8Array.from([0xb8, 9, 0, 0, 0, 0xc3]);

const offered = (name: string, codeAt?: number): NamedSymbol => ({ name, isDefined: true, codeAt });
const wanted = (name: string): NamedSymbol => ({ name, isDefined: false, codeAt: undefined });

const addonOf = (
  symbols: readonly NamedSymbol[],
  code: Uint8Array = returns9,
  arch: ExecutableArch = "x64",
): AddonInfo | undefined => parseWith(code, (extent) => readAddon(extent, symbols, arch));

describe("readAddon()", () => {
  it.each<[string, NamedSymbol[], AddonInfo | undefined]>([
    ["a Node-API entry", [offered("napi_register_module_v1")], { napi: true }],
    [
      "the version it was built for",
      [offered("napi_register_module_v1"), offered("node_api_module_get_api_version_v1", 0)],
      { napi: true, nodeApiVersion: 9 },
    ],
    ["a constructor that registers with Node-API", [wanted("napi_module_register")], { napi: true }],
    ["an entry for one ABI", [offered("node_register_module_v127")], { napi: false, nodeAbi: 127 }],
    ["a constructor of old headers", [wanted("node_module_register")], { napi: false }],
    [
      "both entries",
      [offered("napi_register_module_v1"), offered("node_register_module_v115")],
      { napi: true, nodeAbi: 115 },
    ],
    ["no symbols", [], undefined],
    ["Node.js itself, which offers what addons want", [offered("napi_module_register")], undefined],
    ["a program that loads addons", [wanted("napi_register_module_v1")], undefined],
  ])("tells %s", (_title, symbols, expected) => {
    expect(addonOf(symbols)).toEqual(expected);
  });

  it("finds Thumb code below its odd address", () => {
    const symbols = [offered("napi_register_module_v1"), offered("node_api_module_get_api_version_v1", 3)];
    const code = Uint8Array.from([0xff, 0xff, 0x08, 0x20, 0x70, 0x47]);
    expect(addonOf(symbols, code, "arm")).toEqual({ napi: true, nodeApiVersion: 8 });
  });

  it("takes code at an even address for ARM's, not Thumb's", () => {
    const symbols = [offered("napi_register_module_v1"), offered("node_api_module_get_api_version_v1", 0)];
    const code = Uint8Array.from([0x07, 0x00, 0xa0, 0xe3, 0x1e, 0xff, 0x2f, 0xe1]);
    expect(addonOf(symbols, code, "arm")).toEqual({ napi: true, nodeApiVersion: 7 });
  });

  it("does not guess a version from other code", () => {
    const symbols = [offered("napi_register_module_v1"), offered("node_api_module_get_api_version_v1", 0)];
    expect(addonOf(symbols, Uint8Array.from([0xe8, 0, 0, 0, 0, 0xc3]))).toEqual({ napi: true });
  });
});

describe("isAddonSymbol()", () => {
  it.each([
    ["napi_register_module_v1", true],
    ["node_api_module_get_api_version_v1", true],
    ["napi_module_register", true],
    ["node_module_register", true],
    ["node_register_module_v93", true],
    ["node_register_module_v", false],
    ["node_register_module_v1x", false],
    ["napi_create_object", false],
    ["my_napi_register_module_v1", false],
  ])("%s: %s", (name, expected) => {
    expect(isAddonSymbol(name)).toBe(expected);
  });
});

describe("addonNameAt()", () => {
  const table = new TextEncoder().encode("\0napi_module_register\0_node_register_module_v93\0next\0n");

  it("reads names with and without the underscore of Mach-O", () => {
    expect(addonNameAt(table, 1)).toBe("napi_module_register");
    expect(addonNameAt(table, 22, "_")).toBe("node_register_module_v93");
    expect(addonNameAt(table, 22)).toBeUndefined();
    expect(addonNameAt(table, 1, "_")).toBeUndefined();
  });

  it("passes over other names, names without an end and places outside the table", () => {
    expect(addonNameAt(table, 48)).toBeUndefined();
    expect(addonNameAt(table, table.length - 1)).toBeUndefined();
    expect(addonNameAt(table, 0xffffffff)).toBeUndefined();
  });
});
