import { describe, expect, test } from "vitest";
import { createAbiTable } from "../../src/abi-table.js";
import { checkBinding } from "../../src/prebuild/check-binding.js";
import { resolveRuntime } from "../../src/prebuild/resolved-runtime.js";
import type { PrebuildCandidate, PrebuildHost, PrebuildRuntime } from "../../src/prebuild/types.js";

const host: PrebuildHost = { os: "linux", arch: "x64", libc: "glibc" };
const check = (candidate: PrebuildCandidate, runtime: PrebuildRuntime, on: PrebuildHost = host) =>
  checkBinding(candidate, on, resolveRuntime(runtime, createAbiTable()));

const node22: PrebuildRuntime = { version: "22.11.0", uv: "1.49.1" };
const electron: PrebuildRuntime = { name: "electron", version: "38.2.0" };

describe("checkBinding admits", () => {
  test.each<[PrebuildCandidate, PrebuildRuntime]>([
    [{}, node22],
    [{ runtime: "node", abi: "127" }, node22],
    [{ abi: "0x000C" }, { version: "0.11.0" }],
    [{ abi: "12" }, { version: "0.11.0" }],
    [{ runtime: "node", abi: "127", uv: "1" }, node22],
    [{ napi: 9 }, node22],
    [{ napi: true }, node22],
    [{ runtime: "node", napi: 9 }, electron],
    // Node-API needs no ABI, whatever the name says of one.
    [{ runtime: "node", napi: 3, abi: "115" }, node22],
    [{ runtime: "electron", abi: "139" }, electron],
    // An Electron minor stands for the ABI of its line.
    [{ runtime: "electron", runtimeVersion: "38.1" }, electron],
    [{ runtime: "electron", runtimeVersion: "38.2" }, electron],
    [
      { runtime: "nw", runtimeVersion: "0.100.1" },
      { name: "node-webkit", version: "0.101.0" },
    ],
    [{ napi: 10 }, { name: "bun", version: "1.4.4" }],
    [
      { runtime: "node", napi: true },
      { name: "deno", version: "2.9.6" },
    ],
    // What the running process states goes before the table.
    [{ abi: "65" }, { version: "10.24.0", abi: "65" }],
    [{ napi: 12 }, { version: "22.11.0", napi: "12" }],
    [{ napi: 10 }, { version: "27.0.0-alpha.0.1.1" }],
  ])("%j in %j", (candidate, runtime) => {
    expect(check(candidate, runtime)).toBeUndefined();
  });
});

describe("checkBinding rejects", () => {
  test.each<[string, PrebuildCandidate, PrebuildRuntime, string]>([
    [
      "runtime",
      { runtime: "electron", abi: "127" },
      node22,
      "It is built for electron; the runtime is Node.js.",
    ],
    [
      "runtime",
      { runtime: "electron", napi: true },
      node22,
      "It is built for electron; the runtime is Node.js.",
    ],
    ["runtime", { runtime: "node", abi: "139" }, electron, "It is built for node; the runtime is Electron."],
    ["abi", { runtime: "node", abi: "115" }, node22, "It is bound to ABI 115; Node.js 22.11.0 has 127."],
    [
      "abi",
      { runtime: "electron", runtimeVersion: "37.9" },
      electron,
      "It is bound to the ABI of 37.9; Electron 38.2.0 has 139.",
    ],
    [
      "abi",
      { runtime: "electron", runtimeVersion: "99.1" },
      electron,
      "It is bound to the ABI of 99.1; Electron 38.2.0 has 139.",
    ],
    [
      "abi",
      { runtime: "node", runtimeVersion: "v8-3.14" },
      node22,
      "It is bound to the ABI of v8-3.14; Node.js 22.11.0 has 127.",
    ],
    [
      "abi",
      { abi: "147" },
      { version: "27.0.0-alpha.0.1.1" },
      "It is bound to ABI 147; that of the runtime is not known. The ABI of Node.js 27.0.0-alpha.0.1.1 is not settled before 27.0.0 is released; only an index row can state it.",
    ],
    [
      "abi",
      { abi: "147" },
      { name: "bun", version: "1.4.4" },
      "It is bound to ABI 147; Bun offers Node-API alone.",
    ],
    ["node-api", { napi: 10 }, node22, "It needs Node-API 10; that of Node.js 22.11.0 is 9."],
    ["node-api", { napi: true }, { version: "6.0.0" }, "It uses Node-API, which Node.js 6.0.0 has not."],
    [
      "node-api",
      { napi: 3 },
      { name: "bun", version: "9.0.0" },
      "It needs Node-API 3; that of Bun 9.0.0 is not known.",
    ],
    ["uv", { napi: true, uv: "2" }, node22, "It needs libuv 2; the runtime has 1."],
  ])("for its %s: %j in %j", (code, candidate, runtime, reason) => {
    expect(check(candidate, runtime)).toEqual({ code, reason });
  });

  test("an ABI-bound addon across pointer compression, under one ABI number, and none on Node-API", () => {
    const compressed: PrebuildHost = { ...host, variant: "pointer-compression" };
    expect(check({ abi: "127" }, node22, compressed)).toEqual({
      code: "variant",
      reason: "It is bound to ABI 127 without pointer compression; the runtime is built with it.",
    });
    expect(check({ abi: "127", variant: "pointer-compression" }, node22)).toMatchObject({ code: "variant" });
    expect(check({ abi: "127", variant: "pointer-compression" }, node22, compressed)).toBeUndefined();
    expect(check({ napi: 8 }, node22, compressed)).toBeUndefined();
    expect(check({ abi: "127" }, node22, { ...host, variant: "usdt" })).toBeUndefined();
  });
});
