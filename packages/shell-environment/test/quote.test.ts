import { describe, expect, it } from "vitest";
import { quote } from "../src/quote.js";
import { shells } from "../src/shells.js";

describe("quote", () => {
  it.each(shells)("refuses a NUL for %s", (shell) => {
    expect(() => quote("a\0b", shell)).toThrow(expect.objectContaining({ code: "ERR_SHELL_VALUE" }));
  });

  it.each([
    ["%PATH%", "cmd"],
    ['a"b', "cmd"],
    ["a\nb", "cmd"],
    ["a\nb", "dotenv"],
    [`'"\``, "dotenv"],
    ["it's\\n", "dotenv"],
  ] as const)("refuses %j, which %s has no way to write", (text, shell) => {
    expect(() => quote(text, shell)).toThrow(
      expect.objectContaining({ code: "ERR_SHELL_VALUE", hint: expect.any(String) }),
    );
  });

  it("writes control characters as each of them does", () => {
    expect(quote("a\u001bb", "nushell")).toBe('"a\\u{001b}b"');
    expect(quote("a\u001bb", "json")).toBe('"a\\u001bb"');
  });
});
