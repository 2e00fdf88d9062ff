import { describe, expect, test } from "vitest";
import { parseContentRange } from "../../src/download/content-range.js";

describe("parseContentRange", () => {
  test.each([
    ["bytes 200-999/1000", { start: 200, end: 999, total: 1000 }],
    ["bytes 0-0/*", { start: 0, end: 0, total: undefined }],
    [" Bytes 1-2/3 ", { start: 1, end: 2, total: 3 }],
    ["bytes */1000", undefined],
    ["bytes 1-2", undefined],
    ["items 1-2/3", undefined],
    ["bytes -1-2/3", undefined],
    ["bytes 1-2/3, bytes 4-5/6", undefined],
    ["", undefined],
    [undefined, undefined],
  ])("reads %s", (value, expected) => {
    expect(parseContentRange(value)).toEqual(expected);
  });
});
