import { expect, test } from "vitest";
import { parsePackageJson, parseVoltaExtends } from "../../src/version-files/package-json.js";
import { errorOf } from "../error-of.js";

test("parsePackageJson gives every request, the most binding first, with its path", () => {
  const manifest = {
    engines: { node: ">=20 <23", npm: "10" },
    devEngines: {
      runtime: [
        { name: "bun", version: "1" },
        { name: "Node", version: "^22.11.0", onFail: "download" },
        { name: "node" },
      ],
    },
    volta: { node: "22.11.0" },
    pkg: { targets: ["node22-linux-x64", "latest-win-x64", "macos-arm64", "alpine-node20.1-x64"] },
  };
  expect(parsePackageJson("package.json", JSON.stringify(manifest))).toStrictEqual([
    { spec: "22.11.0", dialect: "volta", file: "package.json", path: ["volta", "node"] },
    {
      spec: "^22.11.0",
      dialect: "devEngines",
      file: "package.json",
      path: ["devEngines", "runtime", 1, "version"],
    },
    { spec: ">=20 <23", dialect: "engines", file: "package.json", path: ["engines", "node"] },
    {
      spec: "node22",
      dialect: "pkg",
      file: "package.json",
      path: ["pkg", "targets", 0],
      target: "node22-linux-x64",
    },
    {
      spec: "latest",
      dialect: "pkg",
      file: "package.json",
      path: ["pkg", "targets", 1],
      target: "latest-win-x64",
    },
    {
      spec: "node20.1",
      dialect: "pkg",
      file: "package.json",
      path: ["pkg", "targets", 3],
      target: "alpine-node20.1-x64",
    },
  ]);
});

test.each([
  ["one runtime", '{"devEngines":{"runtime":{"name":"node","version":"22"}}}', ["22"]],
  ["one target", '{"pkg":{"targets":"node22"}}', ["node22"]],
  ["none", "{}", []],
  ["no runtime", '{"devEngines":{"packageManager":{"name":"npm"}}}', []],
  ["null for an object", '{"engines":null,"volta":{}}', []],
])("parsePackageJson reads %s", (_title, text, specs) => {
  expect(parsePackageJson("package.json", text).map(({ spec }) => spec)).toStrictEqual(specs);
});

test.each([
  ["cut json", '{"engines":', "not JSON"],
  ["a list", "[]", "not a JSON object"],
  ["a numeric range", '{"engines":{"node":22}}', "engines.node is not a text"],
  ["engines that are a list", '{"engines":["22"]}', "engines is not an object"],
  ["a runtime that is a text", '{"devEngines":{"runtime":"node"}}', "devEngines.runtime is not an object"],
  [
    "a numeric version",
    '{"devEngines":{"runtime":[{"name":"node","version":22}]}}',
    "devEngines.runtime.0.version is not a text",
  ],
  ["a numeric target", '{"pkg":{"targets":[22]}}', "pkg.targets.0 is not a text"],
])("parsePackageJson refuses %s, telling where", (_title, text, why) => {
  const error = errorOf(() => parsePackageJson("app/package.json", text));
  expect(error.code).toBe("ERR_RELEASE_VERSION_FILE");
  expect(error.message).toContain("cannot read app/package.json");
  expect(error.message).toContain(why);
});

test("parseVoltaExtends gives the other file's name, if any", () => {
  expect(parseVoltaExtends("package.json", '\uFEFF{"volta": {"extends": "../package.json"}}')).toBe(
    "../package.json",
  );
  expect(parseVoltaExtends("package.json", '{"volta": {"node": "22.1.0"}}')).toBeUndefined();
  expect(errorOf(() => parseVoltaExtends("package.json", '{"volta": {"extends": []}}'))).toMatchObject({
    message: "cannot read package.json: volta.extends is not a text",
  });
});
