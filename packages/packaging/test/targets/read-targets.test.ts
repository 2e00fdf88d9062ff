import { createTarget, formatTarget } from "@nodewright/target-triple";
import { expect, it } from "vitest";
import { readTargets } from "../../src/targets/read-targets.js";

const host = createTarget({ os: "linux", arch: "x64", libc: "glibc" });
const read = (...texts: string[]): string[] =>
  readTargets(texts, { host, spec: "v24.1.0" }).map(({ spec, target }) => `${spec} ${formatTarget(target)}`);

it("reads targets of any dialect, with a version before or behind them", () => {
  expect(read("linux-x64,linux-arm64,win-x64,macos-arm64")).toEqual([
    "v24.1.0 linux-x64-glibc",
    "v24.1.0 linux-arm64-glibc",
    "v24.1.0 win32-x64",
    "v24.1.0 darwin-arm64",
  ]);
  expect(read("node24-linux-x64", "latest-win-x64", "lts-alpine-x64", "lts/krypton-linux-riscv64")).toEqual([
    "24 linux-x64-glibc",
    "latest win32-x64",
    "lts linux-x64-musl",
    "lts/krypton linux-riscv64-glibc",
  ]);
  expect(read("x86_64-unknown-linux-musl@22.19.0", "host", "node22", "24.21.0-linux-armv7l")).toEqual([
    "22.19.0 linux-x64-musl",
    "v24.1.0 linux-x64-glibc",
    "22 linux-x64-glibc",
    "24.21.0 linux-armv7-glibc",
  ]);
});

it("reads pkg's words in any order, with the host's where some are left out", () => {
  expect(read("linux-node22-arm64", "macos", "node20-win")).toEqual([
    "22 linux-arm64-glibc",
    "v24.1.0 darwin-x64",
    "20 win32-x64",
  ]);
});

it("refuses what is no target, with the nearest", () => {
  expect(() => read("linus-x64")).toThrow(expect.objectContaining({ code: "ERR_PACKAGING_TARGET" }));
});
