import { describe, expect, it } from "vitest";
import { partOfMark, SEA_PARTS } from "../../src/sea/format.js";

describe("partOfMark()", () => {
  it.each([
    ["code path %p, size=%zu", "codePath"],
    ["resource code cache %p", "codeCache"],
    ["resource assets size %zu", "assets"],
    ["resource exec argv extension %u", "execArgv"],
    ["main code format %u", "mainFormat"],
    ["resource asset %s at %p", undefined],
    ["magic %x", undefined],
    ["", undefined],
  ])("of %j is %s", (text, part) => {
    expect(partOfMark(text)).toBe(part);
  });
});

describe("SEA_PARTS", () => {
  it("are in the order in which Node.js came to know them", () => {
    expect(SEA_PARTS).toEqual(["codePath", "codeCache", "assets", "execArgv", "mainFormat", "vfs"]);
  });
});
