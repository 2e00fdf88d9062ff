import { describe, expect, test } from "vitest";
import { LinkMap } from "../../src/unpack/link-map.js";

const posix = { isWindows: false, isCaseless: false };
const links = (entries: Readonly<Record<string, string>> = {}, rules = posix): LinkMap => {
  const map = new LinkMap(rules);
  for (const [path, target] of Object.entries(entries)) {
    map.set(path, target);
  }
  return map;
};

describe("LinkMap", () => {
  test.each([
    ["bin/npm", "../lib/node_modules/npm/bin/npm-cli.js"],
    ["a", "b"],
    ["a", "."],
    ["d/e/f", "../../g"],
    ["d/e", "./../d/./e/../x"],
    ["a", "no/such/place"],
  ])("%s may lead to %s", (path, target) => {
    expect(links().escapes(path, target)).toBe(false);
  });

  test.each([
    ["a", ".."],
    ["a", "../b"],
    ["d/e", "../../b"],
    ["a", "b/../../c"],
    ["a", "/etc/passwd"],
    ["a", "/"],
    ["a", "..\\b"],
    ["a", "\\\\host\\share"],
    ["a", "C:\\Windows"],
    ["a", "c:evil"],
  ])("%s may not lead to %s", (path, target) => {
    expect(links().escapes(path, target)).toBe(true);
  });

  test("follows links on the way, which read as text would seem harmless", () => {
    const map = links({ "deep/s": "../d1" });
    expect(map.escapes("t", "deep/s/..")).toBe(false);
    expect(map.escapes("t", "deep/s/../..")).toBe(true);
  });

  test("finds what only a later link made harmful", () => {
    const map = links({ t: "deep/s/../.." });
    expect(map.findEscape()).toBeUndefined();
    map.set("deep/s", "../d1");
    expect(map.findEscape()).toBe("t");
  });

  test("follows chains, and takes endless ones for harmful", () => {
    expect(links({ a: "b", b: "c", c: "d" }).findEscape()).toBeUndefined();
    expect(links({ a: "b", b: "a" }).findEscape()).toBe("a");
    expect(links({ a: "a" }).findEscape()).toBe("a");
  });

  test("knows a link by another spelling where the file system does", () => {
    const rules = { isWindows: false, isCaseless: true };
    expect(links({ "deep/S": "../d1" }, rules).escapes("t", "DEEP/s/../..")).toBe(true);
    expect(links({ "deep/S": "../d1" }).escapes("t", "DEEP/s/../..")).toBe(false);
  });
});
