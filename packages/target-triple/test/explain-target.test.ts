import { expect, test } from "vitest";
import { dialects, explainTarget } from "../src/index.js";
import { errorOf } from "./error-of.js";

test("explainTarget says what the text is, who else has it, and how it is spelled elsewhere", () => {
  const explained = explainTarget("armhf", "deb");
  expect(explained).toMatchObject({ input: "armhf", dialect: "deb", lossy: false });
  expect(explained.readings.map(({ dialect }) => dialect)).toEqual(["deb", "alpine"]);
  expect(Object.keys(explained.spellings)).toEqual(dialects.map(({ name }) => name));
  expect(explained.spellings.oci).toEqual(["linux/arm/v7"]);
  expect(explained.spellings.alpine).toEqual([]);
});

test("explainTarget: all spellings of a text that leaves several candidates", () => {
  expect(explainTarget("linux-x64", "node").spellings.rust).toEqual([
    "x86_64-unknown-linux-gnu",
    "x86_64-unknown-linux-musl",
  ]);
});

test("explainTarget: the text for people", () => {
  expect(explainTarget("armhf", "alpine").text.split("\n").slice(0, 5)).toEqual([
    '"armhf" is linux-armv6-musl',
    "read as alpine (alpinelinux/abuild)",
    "note: armhf is ARMv7 for Debian, ARMv6 for Alpine and Raspbian",
    "also a text of: deb",
    "  node: linux-arm",
  ]);
});

test("explainTarget throws as parseTarget does", () => {
  expect(errorOf(() => explainTarget("linux-x64-mulsl")).code).toBe("ERR_TARGET_INVALID");
});
