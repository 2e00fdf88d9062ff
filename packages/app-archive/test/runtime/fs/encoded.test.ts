import { expect, it } from "vitest";
import { encoded, encodingOf } from "../../../src/runtime/fs/encoded.js";

it.each([
  [undefined, "grüße"],
  [null, "grüße"],
  ["utf8", "grüße"],
  [{ encoding: "utf-8" }, "grüße"],
  [{ encoding: null }, "grüße"],
  ["hex", "6772c3bcc39f65"],
  [{ encoding: "buffer" }, Buffer.from("grüße")],
])("encoded() with %j", (options, answer) => {
  expect(encoded("grüße", options)).toEqual(answer);
});

it("encodingOf() takes options and plain names", () => {
  expect([encodingOf("hex"), encodingOf({ encoding: "hex" }), encodingOf(0o644)]).toEqual([
    "hex",
    "hex",
    undefined,
  ]);
});
