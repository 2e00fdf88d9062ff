import { expect, it } from "vitest";
import { isFile, isFolder, nearestManifest, readManifest } from "../../../src/runtime/modules/manifests.js";
import { volumeOf } from "../../support/volume.js";

const volume = volumeOf({
  "package.json": '{"name":"outer"}',
  "lib/a.js": "",
  "node_modules/none/a.js": "",
  "node_modules/pkg/package.json": '{"name":"pkg"}',
  "node_modules/pkg/lib/a.js": "",
});

it.each([
  ["lib/a.js", "outer"],
  ["node_modules/pkg/lib/a.js", "pkg"],
  ["node_modules/none/a.js", undefined],
])("nearestManifest() of %s is that of %s", (path, name) => {
  expect(nearestManifest(volume, `/snapshot/${path}`)?.manifest.name).toBe(name);
});

it("readManifest() parses each once", () => {
  const manifest = readManifest(volume, "/snapshot");
  expect(manifest).toEqual({ name: "outer" });
  expect(readManifest(volume, "/snapshot")).toBe(manifest);
  expect(readManifest(volume, "/snapshot/lib")).toBeUndefined();
});

it("isFile() and isFolder() tell them apart", () => {
  const paths = ["/snapshot/lib/a.js", "/snapshot/lib", "/snapshot/none", "/etc"];
  expect(paths.map((path) => [isFile(volume, path), isFolder(volume, path)])).toEqual([
    [true, false],
    [false, true],
    [false, false],
    [false, false],
  ]);
});
