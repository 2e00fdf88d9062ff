import { expect, test } from "vitest";
import { tryRead } from "../src/detect-dialect.js";
import { detectDialect, TargetError } from "../src/index.js";

const names = (text: string) => detectDialect(text).map(({ dialect }) => dialect);

test.each([
  ["x86_64-pc-windows-msvc", ["rust", "deno"]],
  ["linux/arm/v7", ["oci", "go"]],
  ["win-x64-zip", ["index"]],
  ["x86_64-linux-musl", ["gnu", "zig"]],
  ["x86_64-darwin", ["nix", "pkg"]],
  ["musllinux_1_2_x86_64", ["wheel"]],
  ["bun-linux-x64", ["bun"]],
  ["MINGW64_NT-10.0 x86_64", ["uname"]],
] as const)("detectDialect(%j) is %j", (text, dialects) => {
  expect(names(text)).toEqual(dialects);
});

test("detectDialect: canonical first, then what a dialect writes itself, then what leaves least", () => {
  const found = names("linux-x64");
  expect(found[0]).toBe("canonical");
  expect(found.indexOf("dist")).toBeLessThan(found.indexOf("node"));
  expect(found.indexOf("node")).toBeLessThan(found.indexOf("npm"));
  expect(names("x86_64-unknown-linux-musl")).toEqual(["rust", "gnu"]);
});

test("detectDialect is empty for a text that no dialect has", () => {
  expect(detectDialect("sparc-sun-solaris2")).toEqual([]);
  expect(detectDialect("")).toEqual([]);
});

test("tryRead gives the reading, why there is none, or nothing", () => {
  expect(tryRead("linux-x64", "dist")).toMatchObject({ dialect: "dist" });
  expect(tryRead("linux-x64-bionic", "canonical")).toBeInstanceOf(TargetError);
  expect(tryRead("x", "dist")).toBeUndefined();
});
