import { describe, expect, test } from "vitest";
import { assertWithin, rangeHeader, spanOf } from "../../src/object-store/byte-range.js";
import { thrown } from "../helpers/errors.js";

describe("spanOf and rangeHeader", () => {
  test.each([
    [undefined, undefined],
    [{ offset: 0 }, undefined],
    [{ offset: 5 }, "bytes=5-"],
    [{ offset: 0, length: 1 }, "bytes=0-0"],
    [{ offset: 2, length: 5 }, "bytes=2-6"],
  ])("%j", (range, header) => {
    expect(rangeHeader(spanOf(range))).toBe(header);
  });

  test.each([{ offset: -1 }, { offset: 0.5 }, { offset: 0, length: 0 }, { offset: 0, length: 1.5 }])(
    "refuses %j",
    (range) => {
      expect(() => spanOf(range)).toThrow(TypeError);
    },
  );
});

test("assertWithin: the start must be inside, but for that of an empty object", () => {
  assertWithin({ start: 0, end: undefined }, 0, "a");
  assertWithin({ start: 4, end: 9 }, 5, "a");
  thrown(() => assertWithin({ start: 5, end: 9 }, 5, "a"), "ERR_ARTIFACT_SIZE");
});
