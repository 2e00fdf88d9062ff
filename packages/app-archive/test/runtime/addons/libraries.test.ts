import { expect, it } from "vitest";
import { openArchive } from "../../../src/archive/open-archive.js";
import { librariesOf } from "../../../src/runtime/addons/libraries.js";
import { filesOf, packed } from "../../support/packed.js";

const paths = [
  "main.js",
  "build/Release/own.node",
  "build/libown.so.1.2",
  "node_modules/@img/sharp-linux-x64/lib/sharp.node",
  "node_modules/@img/sharp-libvips/lib/libvips-cpp.so.8.17.3",
  "node_modules/@img/sharp-libvips/versions.json",
  "node_modules/other/lib/other.node",
  "node_modules/other/lib/Other.DLL",
  "node_modules/other/lib/libother.dylib",
];
const links = [
  { path: "store/libvips", target: "node_modules/@img/sharp-libvips" },
  { path: "node_modules/app", target: "build" },
];
const files = filesOf(Object.fromEntries(paths.map((path) => [path, ""])));
const archive = openArchive(packed({ files, links, entry: "main.js" }));

it.each([
  ["build/Release/own.node", ["build/libown.so.1.2"], []],
  [
    "node_modules/@img/sharp-linux-x64/lib/sharp.node",
    ["node_modules/@img/sharp-libvips/lib/libvips-cpp.so.8.17.3"],
    ["store/libvips"],
  ],
  [
    "node_modules/other/lib/other.node",
    ["node_modules/other/lib/Other.DLL", "node_modules/other/lib/libother.dylib"],
    [],
  ],
  ["node_modules/alone/alone.node", [], []],
])("beside %s are %j", (path, libraries, linked) => {
  const found = librariesOf(archive, path);
  expect(found.files.map((file) => file.path)).toEqual(libraries);
  expect(found.links.map((link) => link.path)).toEqual(linked);
});
