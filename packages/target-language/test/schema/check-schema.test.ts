import { type AddonManifest, validateManifest } from "@nodewright/prebuild-fetch";
import { expect, test } from "vitest";
import type { DocumentKind } from "../../src/document-kind.js";
import { readJson } from "../../src/documents/json-tree.js";
import { checkSchema } from "../../src/schema/check-schema.js";
import { schemaOf } from "../../src/schema/schemas.js";

function check(kind: DocumentKind, value: unknown): string[] {
  const root = readJson(typeof value === "string" ? value : JSON.stringify(value));
  const schema = schemaOf(kind);
  if (root === undefined || schema === undefined) throw new Error("unread");
  return checkSchema(root, schema).map(({ message }) => message);
}

test.each([
  [
    { pkg: { scripts: "a.js", assets: ["b/*"], targets: ["host"], deployFiles: [["a", "b", "directory"]] } },
    [],
  ],
  [{ pkg: { patches: { "a.js": ["x", "y", { do: "erase" }] }, own: 1 } }, []],
  [{ scripts: {}, "lint-staged": {} }, []],
  [{ pkg: { script: [] } }, ['pkg has no key "script"; did you mean scripts?']],
  [{ pkg: { scripts: [], script: [] } }, []],
  [{ pkg: 3 }, ["pkg must be an object"]],
  [{ pkg: { assets: 3 } }, ["pkg.assets must be a text or a list"]],
  [{ pkg: { patches: { a: [{ do: "x" }] } } }, ["pkg.patches.a.0.do must be one of erase, prepend, append"]],
  [{ binary: { napi_versions: [0] } }, ["binary.napi_versions.0 must be more than 0"]],
  [{ binary: { napi_versions: [1.5] } }, ["binary.napi_versions.0 must be a whole number"]],
  [{ binary: { build: { sources: ["a.c"], nonsense: 1 } } }, ['binary.build has no key "nonsense"']],
  [{ binary: { requireIntegrity: "maybe" } }, ['binary.requireIntegrity must be "signed"']],
])("package.json: %j", (value, messages) => {
  expect(check("package.json", value)).toEqual(messages);
});

test.each([
  [{ kind: "install", name: "24", packages: [{ name: "n", source: { url: "https://a.org/x" } }] }, []],
  [
    { kind: "install", name: "24", packages: [{ name: "n", source: { url: "ftp://a" } }] },
    [expect.stringMatching(/^packages\.0\.source\.url is not as it must be/)],
  ],
  [{ kind: "channel", name: "n" }, ["The file has no baseUrl", "The file has no label"]],
  [{ kind: "install", name: "24", packages: [] }, ["packages must not be empty"]],
])("a definition: %j", (value, messages) => {
  expect(check("definition", value)).toEqual(messages);
});

test("a lockfile that another version made", () => {
  expect(check("lockfile", { lockfileVersion: 2 })).toContain("lockfileVersion must be 1");
});

test("what is half typed is checked as far as it goes", () => {
  expect(check("package.json", '{"pkg": {"sea": ')).toEqual([]);
  expect(check("package.json", '{"pkg": {"sea": 1, "pub')).toContain("pkg.sea must be true or false");
});

test("what prebuild-fetch takes, the schema takes", () => {
  const binary = {
    module_name: "a",
    module_path: "./{napi_build_version}",
    host: "https://h",
    package_name: "{napi_build_version}",
    napi_versions: [8],
    acl: "x",
  };
  const manifest: unknown = { name: "a", version: "1.0.0", main: "a.js", binary };
  validateManifest(manifest);
  expect(check("package.json", manifest)).toEqual([]);
  const refused: readonly Partial<Record<keyof AddonManifest["binary"], unknown>>[] = [
    { napi_versions: ["8"] },
    { napi_versions: 8 },
    { package_name: 1 },
    { acl: [] },
  ];
  for (const wrong of refused) {
    const bad = { name: "a", version: "1.0.0", main: "a.js", binary: { ...binary, ...wrong } };
    expect(() => validateManifest(bad)).toThrow();
    expect(check("package.json", bad)).toHaveLength(1);
  }
});
