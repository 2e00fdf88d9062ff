import { expect, it } from "vitest";
import { formatOf } from "../../../src/runtime/modules/format-of.js";
import { volumeOf } from "../../support/volume.js";

const volume = volumeOf({
  "main.js": "",
  "bin/tool": "#!/usr/bin/env node\nexport {};",
  "syntax.js": "export {};",
  "esm/package.json": '{"type":"module"}',
  "esm/a.js": "",
  "cjs/package.json": '{"type":"commonjs"}',
  "cjs/a.js": "export {};",
});

it.each([
  ["main.js", "commonjs"],
  ["syntax.js", "module"],
  ["bin/tool", "module"],
  ["esm/a.js", "module"],
  ["esm/a.cjs", "commonjs"],
  ["esm/a.ts", "module-typescript"],
  ["cjs/a.js", "commonjs"],
  ["cjs/a.mjs", "module"],
  ["cjs/a.mts", "module-typescript"],
  ["a.cts", "commonjs-typescript"],
  ["a.json", "json"],
  ["a.wasm", "wasm"],
  ["a.node", "addon"],
  [".hidden", "commonjs"],
])("%s is %s", (path, format) => {
  expect(formatOf(volume, `/snapshot/${path}`)).toBe(format);
});
