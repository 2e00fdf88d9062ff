import { describe, expect, it, test } from "vitest";
import { parseNpmrc, replaceVariables } from "../../src/npm/npmrc.js";

function entries(text: string, env = {}): Record<string, string> {
  return Object.fromEntries(parseNpmrc(text, env));
}

/** As npm 11 reads them: `npm config get <key> --userconfig <file>`. */
describe("parseNpmrc", () => {
  it.each([
    ["registry=https://r/", { registry: "https://r/" }],
    ["  registry  =  https://r/  ", { registry: "https://r/" }],
    ["\uFEFFregistry=https://r/", { registry: "https://r/" }],
    ["a=1\r\nb=2\rc=3", { a: "1", b: "2", c: "3" }],
    ["# a=1\n; b=2\n\n   # c=3", {}],
    ["a=1 ; comment\nb=2 # comment", { a: "1", b: "2" }],
    ["a=one\\;two\\#three", { a: "one;two#three" }],
    ["a=back\\slash", { a: "back\\slash" }],
    ["a=ends\\", { a: "ends\\" }],
    ['a="one # two"', { a: "one # two" }],
    ["a='one ; two'", { a: "one ; two" }],
    ['a="line\\nline"', { a: "line\nline" }],
    ['"quoted key"=1', { "quoted key": "1" }],
    ["a=b=c", { a: "b=c" }],
    ["a=", { a: "" }],
    ["strict-ssl", { "strict-ssl": "true" }],
    ["a=1\na=2", { a: "2" }],
    ["//r/:_authToken=abc==", { "//r/:_authToken": "abc==" }],
    ["a=1\n[section]\nregistry=https://evil/", { a: "1" }],
  ])("reads %j", (text, expected) => {
    expect(entries(text)).toEqual(expected);
  });

  it("puts variables into keys and values", () => {
    const env = { HOST: "r.example", TOKEN: "t0ken" };
    expect(entries(`//\${HOST}/:_authToken=\${TOKEN}`, env)).toEqual({ "//r.example/:_authToken": "t0ken" });
  });
});

test.each([
  [`\${A}`, "one"],
  [`x\${A}y\${A}`, "xoneyone"],
  [`\${MISSING}`, `\${MISSING}`],
  [`\${MISSING?}`, ""],
  [`\${A?}`, "one"],
  [`\\\${A}`, `\${A}`],
  [`\\\\\${A}`, "\\one"],
  [`\${EMPTY}`, ""],
  [`$A \${} {A}`, `$A \${} {A}`],
])("replaceVariables(%j) is %j", (text, expected) => {
  expect(replaceVariables(text, { A: "one", EMPTY: "" })).toBe(expected);
});
