import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { workerCode } from "../../../src/runtime/threads/worker-code.js";
import { volumeOf } from "../../support/volume.js";

const volume = volumeOf({ "a.js": "" });
volume.mount("/snapshot/out", "/opt");
const codeOf = (filename: unknown, isEval = false): string | undefined =>
  workerCode(volume, "RUNTIME\n", filename, isEval);

it.each([
  ["/snapshot/a.js", { file: "/snapshot/a.js" }],
  [pathToFileURL("/snapshot/a.js"), { file: "/snapshot/a.js" }],
  [new URL("data:text/javascript,1"), { url: "data:text/javascript,1" }],
])("a thread for %s begins with the runtime", (filename, start) => {
  const compiled = 'require("node:vm").compileFunction("RUNTIME\\n",["require","nodewrightWorker"])';
  expect(codeOf(filename)).toBe(`${compiled}(require,${JSON.stringify(start)})`);
});

it("code comes after the runtime, as strict as it was", () => {
  expect(codeOf("code()", true)).toMatch(/^require.*\(require,{"isCode":true}\);code\(\)$/);
  expect(codeOf("'use strict'; code()", true)).toMatch(/^"use strict";require/);
});

it("code that is an ES module is imported", () => {
  expect(codeOf("import 'fs'", true)).toContain(Buffer.from("import 'fs'").toString("base64"));
});

it.each(["/etc/a.js", pathToFileURL("/etc/a.js"), "/snapshot/out/a.js", 7])(
  "%s is left alone",
  (filename) => {
    expect(codeOf(filename)).toBeUndefined();
  },
);
