import { describe, expect, test } from "vitest";
import { readNodeAbiLabel } from "../../src/prebuild/node-abi-label.js";

describe("readNodeAbiLabel", () => {
  test.each([
    ["node-v115", { runtime: "node", abi: "115" }],
    ["node-v0.11.14", { runtime: "node", runtimeVersion: "0.11.14" }],
    ["napi-v8", { napi: 8 }],
    ["electron-v38.1", { runtime: "electron", runtimeVersion: "38.1" }],
    ["node-webkit-v0.100.1", { runtime: "node-webkit", runtimeVersion: "0.100.1" }],
    ["v8-3.14", { runtime: "node", runtimeVersion: "v8-3.14" }],
  ])("reads %s", (label, candidate) => {
    expect(readNodeAbiLabel(label)).toEqual(candidate);
  });

  test.each(["", "node", "node-v", "napi-v1.2", "deno-v2", "node-vx"])("refuses %j", (label) => {
    expect(readNodeAbiLabel(label)).toBeUndefined();
  });
});
