import { expect, test } from "vitest";
import { neededBy, patternOf, plannedRuntime } from "../../src/locate/runtime-needs.js";

test("plannedRuntime() fills in what abi-resolver knows", () => {
  expect(plannedRuntime({ version: "22.14.0" })).toEqual({
    name: "node",
    version: "22.14.0",
    abi: "127",
    napi: 10,
  });
  expect(plannedRuntime({ name: "electron", version: "38.1.0" })).toMatchObject({
    name: "electron",
    abi: "139",
  });
  expect(plannedRuntime({ name: "bun", version: "1.3.0" })).toMatchObject({ name: "node" });
  expect(plannedRuntime({ version: "22.14.0", abi: "999", napi: "3" })).toMatchObject({
    abi: "999",
    napi: 3,
  });
});

test("patternOf() takes the words that targets have", () => {
  expect(patternOf({ os: "linux", arch: "arm", armVersion: 7, libc: "musl" })).toEqual({
    os: "linux",
    arch: "arm",
    armVersion: "7",
    libc: "musl",
  });
  expect(patternOf({ os: "plan9", arch: "x64" })).toEqual({ arch: "x64" });
  expect(patternOf({ os: "darwin", arch: "x64" })).toEqual({ os: "darwin", arch: "x64" });
});

test("neededBy() knows the libraries that the host tells", () => {
  const host = { os: "linux", arch: "x64", libc: "glibc", glibcVersion: "2.31" };
  expect(neededBy({ host, runtime: { version: "22.14.0" } }).libraries).toEqual({ glibcVersion: "2.31" });
});
