import { expect, it } from "vitest";
import { mountedRequest, resolveRequest } from "../../../src/runtime/modules/resolve-request.js";
import { volumeOf } from "../../support/volume.js";

const volume = volumeOf({ "main.js": "", "store/dep/index.js": "" }, { "node_modules/dep": "store/dep" });
const resolved = (specifier: string, parent: string): string | undefined =>
  resolveRequest(volume, { specifier, parent, conditions: ["require"] });

it.each([
  ["./main", "/snapshot/x.js", "/snapshot/main.js"],
  ["/snapshot/main.js", "/elsewhere/x.js", "/snapshot/main.js"],
  ["dep", "/snapshot/x.js", "/snapshot/store/dep/index.js"],
  ["dep", "/elsewhere/x.js", undefined],
  ["fs", "/snapshot/x.js", undefined],
  ["node:fs", "/snapshot/x.js", undefined],
  ["/etc/passwd", "/snapshot/x.js", undefined],
  ["none", "/snapshot/x.js", undefined],
])("%s from %s is %s", (specifier, parent, path) => {
  expect(resolved(specifier, parent)).toBe(path);
});

it.each([
  ["/snapshot/out/a", "/snapshot/x.js", "/opt/a"],
  ["./out/a", "/snapshot/x.js", "/opt/a"],
  ["..", "/snapshot/out/sub/x.js", "/opt"],
  ["out/a", "/snapshot/x.js", undefined],
  ["./a", "/snapshot/x.js", undefined],
  ["./a", "/elsewhere/x.js", undefined],
])("%s from %s is mounted at %s", (specifier, parent, path) => {
  const mounted = volumeOf({ "main.js": "" });
  mounted.mount("/snapshot/out", "/opt");
  expect(mountedRequest(mounted, specifier, parent)).toBe(path);
});
