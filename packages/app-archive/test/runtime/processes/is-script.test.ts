import { expect, it } from "vitest";
import { isScript } from "../../../src/runtime/processes/is-script.js";
import { volumeOf } from "../../support/volume.js";

const volume = volumeOf({
  "a.js": "",
  "a.mjs": "",
  "bin/tool": "#!/usr/bin/env node\n",
  "bin/flags": "#!/usr/bin/env -S node --no-warnings\r\n",
  "bin/shell": "#!/bin/sh\nnode a.js",
  "bin/program": "\x7fELF",
});

it.each([
  ["a.js", true],
  ["a.mjs", true],
  ["bin/tool", true],
  ["bin/flags", true],
  ["bin/shell", false],
  ["bin/program", false],
  ["bin", false],
  ["none.js", false],
])("%s: %j", (path, answer) => {
  expect(isScript(volume, `/snapshot/${path}`)).toBe(answer);
});

it("files of the system are none of the volume's", () => {
  expect(isScript(volume, "/tmp/a.js")).toBe(false);
});
