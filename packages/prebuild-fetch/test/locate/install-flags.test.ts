import { expect, test } from "vitest";
import { readInstallFlags } from "../../src/locate/install-flags.js";

test.each<[string, object | undefined]>([
  ["prebuild-install || node-gyp rebuild --release", {}],
  ["prebuild-install -r napi || node-gyp rebuild", { runtime: "napi" }],
  [
    "prebuild-install --runtime=napi --tag-prefix v@ --verbose",
    { runtime: "napi", "tag-prefix": "v@", verbose: "true" },
  ],
  ["node check.js && node ./node_modules/.bin/prebuild-install -t 3", { target: "3" }],
  ["node-gyp rebuild", undefined],
  ["echo prebuild-install-not", undefined],
  ["", undefined],
])("readInstallFlags(%j)", (install, expected) => {
  expect(readInstallFlags({ scripts: { install } })).toEqual(expected);
});

test("readInstallFlags() of a package without scripts", () => {
  expect(readInstallFlags({})).toBeUndefined();
});
