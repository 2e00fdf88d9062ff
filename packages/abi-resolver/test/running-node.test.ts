import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

beforeEach(() => {
  vi.resetModules();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const running = async () => (await import("../src/running-node.js")).runningNode();

describe("runningNode", () => {
  test("is the process it runs in", async () => {
    expect(await running()).toEqual({ version: process.versions.node, abi: process.versions.modules });
  });

  test.each([
    ["a browser", undefined],
    ["a bundler's process", { env: {} }],
    ["Electron", { versions: { node: "22.14.0", modules: "133", electron: "35.0.0" } }],
    ["NW.js", { versions: { node: "24.1.0", modules: "137", nw: "0.100.1" } }],
    ["Bun", { versions: { node: "26.3.0", modules: "147", bun: "1.4.4" } }],
    ["Deno", { versions: { node: "26.3.0", modules: "147", deno: "2.9.6" } }],
  ])("is null in %s", async (_, process) => {
    vi.stubGlobal("process", process);
    expect(await running()).toBeNull();
  });
});

test("getAbi and getTarget need a version where no Node.js runs", async () => {
  vi.stubGlobal("process", undefined);
  const { getAbi } = await import("../src/get-abi.js");
  const { getTarget } = await import("../src/get-target.js");
  expect(() => getAbi()).toThrow(expect.objectContaining({ code: "ERR_ABI_INVALID_VERSION" }));
  expect(() => getTarget()).toThrow(expect.objectContaining({ code: "ERR_ABI_UNKNOWN" }));
  expect(getAbi("24.0.0")).toBe("137");
});

test("getAbi trusts the running Node.js over its table", async () => {
  vi.stubGlobal("process", { versions: { node: "10.24.0", modules: "65" } });
  const { getAbi } = await import("../src/get-abi.js");
  expect([getAbi("10.24.0"), getAbi("v10.24.0"), getAbi()]).toEqual(["65", "65", "65"]);
  expect(getAbi("10.24.1")).toBe("64");
});
