import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ExecutableError } from "../../src/errors.js";
import { decodeSea } from "../../src/sea/decode.js";
import { encodeSea } from "../../src/sea/encode.js";
import { bytesOf, seaFormat, utf8 } from "../support/sea.js";

const newest = seaFormat("vfs");
const blob = await bytesOf(
  encodeSea(
    {
      main: utf8("main"),
      codePath: "app.js",
      codeCache: utf8("cache"),
      assets: new Map([
        ["a", utf8("one")],
        ["b", utf8("")],
      ]),
      execArgv: ["--x"],
    },
    newest,
  ),
);

const refusal = expect.objectContaining({ code: "ERR_EXECUTABLE_BLOB" });

describe("decodeSea()", () => {
  it("gives views of the bytes", () => {
    const { main, assets } = decodeSea(blob, newest);
    expect(main.buffer).toBe(blob.buffer);
    expect(assets?.get("a")).toEqual(utf8("one"));
    expect(assets?.get("b")).toEqual(utf8(""));
  });

  it("refuses a blob that was cut, wherever", () => {
    for (let length = 0; length < blob.length; length += 1) {
      expect(() => decodeSea(blob.subarray(0, length), newest), String(length)).toThrow(refusal);
    }
  });

  it("refuses a blob with something behind it", () => {
    expect(() => decodeSea(Uint8Array.from([...blob, 0]), newest)).toThrow("1 bytes are left over");
  });

  it.each(["assets", "execArgv"] as const)("refuses it for a Node.js that knows no more than %s", (last) => {
    expect(() => decodeSea(blob, seaFormat(last))).toThrow(refusal);
  });

  it.each([{ wordBytes: 4 as const }, { endianness: "big" as const }])("refuses it with %o", (words) => {
    expect(() => decodeSea(blob, { ...newest, ...words })).toThrow(refusal);
  });

  it("answers or refuses, whatever the bytes are", () => {
    const changes = fc.array(fc.tuple(fc.nat(blob.length - 1), fc.integer({ min: 0, max: 255 })), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(changes, (edits) => {
        const bytes = blob.slice();
        for (const [at, value] of edits) bytes[at] = value;
        try {
          decodeSea(bytes, newest);
        } catch (error) {
          if (!(error instanceof ExecutableError) || error.code !== "ERR_EXECUTABLE_BLOB") throw error;
        }
      }),
    );
  });
});
