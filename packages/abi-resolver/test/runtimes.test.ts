import fc from "fast-check";
import { expect, test } from "vitest";
import { AbiError } from "../src/errors.js";
import { parseRuntime, readRuntime, titleOf } from "../src/runtimes.js";

test.each([
  ["node", "node"],
  ["Node", "node"],
  ["iojs", "node"],
  ["electron", "electron"],
  ["node-webkit", "node-webkit"],
  ["nw", "node-webkit"],
  ["NW.js", "node-webkit"],
  ["bun", "bun"],
  ["deno", "deno"],
])("readRuntime reads %s as %s", (word, runtime) => {
  expect(readRuntime(word)).toBe(runtime);
  expect(titleOf(parseRuntime(word))).toMatch(/^[A-Z]/);
});

test.each(["", "python", "__proto__", "constructor", "toString", null, 5])(
  "readRuntime refuses %j",
  (word) => {
    expect(readRuntime(word)).toBeUndefined();
    expect(() => parseRuntime(word)).toThrow(expect.objectContaining({ code: "ERR_ABI_UNKNOWN_RUNTIME" }));
  },
);

test("parseRuntime throws nothing but AbiError", () => {
  fc.assert(
    fc.property(fc.anything(), (word) => {
      try {
        parseRuntime(word);
      } catch (error) {
        expect(error).toBeInstanceOf(AbiError);
      }
    }),
  );
});
