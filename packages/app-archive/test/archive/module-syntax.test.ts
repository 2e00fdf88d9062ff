import { expect, it } from "vitest";
import { hasModuleSyntax } from "../../src/archive/module-syntax.js";

it.each([
  ["import a from 'a';", true],
  ["export const a = 1;", true],
  ["console.log(import.meta.url);", true],
  ["#!/usr/bin/env node\nawait 0;", true],
  ["const { require } = {}; await 0;", true],
  ["const require = 1; export {};", true],
  ["const a = await 0; const module = a;", true],
  ["import('a');", false],
  ["// import a from 'a'\nmodule.exports = 'export';", false],
  ["async () => await 0;", false],
  ["const require = 1;", false],
  ["await 0; with (a) {}; syntax error", false],
  ["this is no code that we export", false],
  ["", false],
])("hasModuleSyntax(%j) is %j", (code, answer) => {
  expect(hasModuleSyntax(code)).toBe(answer);
});
