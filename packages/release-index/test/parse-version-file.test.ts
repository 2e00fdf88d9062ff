import fc from "fast-check";
import { expect, test } from "vitest";
import { isVersionFile, parseVersionFile, versionFileNames } from "../src/version-files.js";
import { errorOf } from "./error-of.js";

test.each([
  [".nvmrc", "lts/jod\n", "nvm", "lts/jod"],
  [".node-version", "v22.11.0\n", "nodewright", "v22.11.0"],
  ["a/b/.node-version", "\uFEFF 22 \r\n", "nodewright", "22"],
  ["C:\\a\\.n-node-version", "lts", "n", "lts"],
  [".tool-versions", "\uFEFFnodejs 24.0.0\n", "mise", "24.0.0"],
  ["package.json", '\uFEFF{"engines":{"node":">=22"}}', "engines", ">=22"],
  ["mise.toml", '[tools]\nnode = "24"\n', "mise", "24"],
  [".mise.local.toml", '[tools]\nnode = "24"\n', "mise", "24"],
])("parseVersionFile reads %s", (name, text, dialect, spec) => {
  expect(parseVersionFile(name, text)).toMatchObject([{ file: name, dialect, spec }]);
  expect(isVersionFile(name)).toBe(true);
});

test.each(["", "nvmrc", ".nvmrc.bak", "tsconfig.json", "misc.toml", "package.json/x"])(
  "isVersionFile %j is false",
  (name) => {
    expect(isVersionFile(name)).toBe(false);
    const error = errorOf(() => parseVersionFile(name, "22"));
    expect(error.code).toBe("ERR_RELEASE_VERSION_FILE");
    expect(error.hint).toContain(".nvmrc");
  },
);

test("parseVersionFile throws nothing but the package's own error", () => {
  fc.assert(
    fc.property(fc.constantFrom(...versionFileNames), fc.oneof(fc.string(), fc.json()), (name, text) => {
      try {
        for (const { file, spec } of parseVersionFile(name, text)) {
          expect(file).toBe(name);
          expect(spec).toBe(spec.trim());
        }
      } catch {
        expect(errorOf(() => parseVersionFile(name, text)).code).toBe("ERR_RELEASE_VERSION_FILE");
      }
    }),
  );
});
