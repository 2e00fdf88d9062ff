import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ExecutableError } from "../../src/errors.js";
import { readIcon } from "../../src/pe/icon.js";
import { iconFile } from "../support/icon-file.js";
import { utf8 } from "../support/sea.js";

describe("readIcon()", () => {
  it("numbers the images from 1", () => {
    const { group, images } = readIcon(iconFile([utf8("one"), utf8("three")]));
    expect(images).toEqual([utf8("one"), utf8("three")]);
    expect(Buffer.from(group).toString("hex")).toBe(
      "000001000200" + "1010000001002000" + "03000000" + "0100" + "1010000001002000" + "05000000" + "0200",
    );
  });

  it.each<readonly [bytes: Uint8Array, why: string]>([
    [new Uint8Array(), "it does not begin like one"],
    [utf8("\u0089PNG\r\n"), "it does not begin like one"],
    [iconFile([]), "it holds no image"],
    [iconFile([utf8("one")]).subarray(0, 12), "it has no place for 1 images"],
    [iconFile([utf8("one"), utf8("two")]).subarray(0, 42), "image 2 is not in it"],
  ])("refuses what is none", (bytes, why) => {
    expect(() => readIcon(bytes)).toThrow(
      expect.objectContaining({
        code: "ERR_EXECUTABLE_INVALID_RESOURCE",
        message: `the icon is no .ico file: ${why}`,
      }),
    );
  });

  it("answers or refuses, whatever the bytes are", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(3), (rest, count) => {
        try {
          readIcon(Uint8Array.from([0, 0, 1, 0, count, 0, ...rest]));
        } catch (error) {
          if (!(error instanceof ExecutableError)) throw error;
        }
      }),
    );
  });
});
