import Module, { createRequire } from "node:module";
import { afterAll, expect, it } from "vitest";
import { serveRequires } from "../../../src/runtime/modules/serve-requires.js";
import { volumeOf } from "../../support/volume.js";

const resolver = Module as unknown as { _resolveFilename: unknown };
const original = resolver._resolveFilename;
afterAll(() => {
  resolver._resolveFilename = original;
});

it("serveRequires() resolves within the volume, and leaves the rest", () => {
  const volume = volumeOf({
    "main.js": "",
    "node_modules/dep/package.json": '{"exports":{"other":"./b.js","require":"./a.js"}}',
    "node_modules/dep/a.js": "",
    "node_modules/dep/b.js": "",
  });
  const requires = serveRequires(volume);
  const { resolve } = createRequire("/snapshot/main.js");
  expect(resolve("dep")).toBe("/snapshot/node_modules/dep/a.js");
  requires.conditions = ["other"];
  expect(resolve("dep")).toBe("/snapshot/node_modules/dep/b.js");
  expect(createRequire(import.meta.url).resolve("dep", { paths: ["/none", "/snapshot"] })).toContain(
    "/snapshot/",
  );
  expect(() => resolve("none")).toThrow(expect.objectContaining({ code: "MODULE_NOT_FOUND" }));
  expect(resolve("node:fs")).toBe("node:fs");
});
