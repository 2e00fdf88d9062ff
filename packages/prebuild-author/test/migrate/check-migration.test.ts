import { describe, expect, it } from "vitest";
import { breaks, checkMigration } from "../../src/migrate/check-migration.js";
import { readProject } from "../../src/read-project.js";
import { demoProject, MANIFEST } from "../support/demo-project.js";

const check = async (manifest: object, code: string) => {
  const project = await readProject(demoProject(manifest, { "index.js": code }));
  return checkMigration(project, { env: process.env });
};

describe("checkMigration", () => {
  it("keeps node-pre-gyp's scripts and code, and changes the dependency", async () => {
    const report = await check(MANIFEST, 'const find = require("@mapbox/node-pre-gyp").find;');
    expect(report.tools).toEqual(["@mapbox/node-pre-gyp"]);
    expect(report.findings.map(({ verdict }) => verdict)).toEqual(["change", "works", "works", "works"]);
    expect(report.findings[0]?.change).toBe('"@mapbox/node-pre-gyp": "npm:@nodewright/prebuild@^0.1.0"');
    expect(breaks(report)).toBe(false);
  });

  it("breaks on the peer's insides, and on a host without TLS", async () => {
    const binary = { ...MANIFEST.binary, host: "http://a.example" };
    const report = await check({ ...MANIFEST, binary }, 'require("@mapbox/node-pre-gyp/lib/install.js");');
    expect(report.findings.filter(({ verdict }) => verdict === "breaks").map(({ found }) => found)).toEqual([
      "binary.host http://a.example",
      'index.js: require("@mapbox/node-pre-gyp/lib/install.js")',
    ]);
    expect(breaks(report)).toBe(true);
    const compat = await check(MANIFEST, 'require("@mapbox/node-pre-gyp/lib/util/versioning.js");');
    expect(breaks(compat)).toBe(false);
  });

  it("knows prebuild-install and prebuildify", async () => {
    const plain = { name: "a", version: "1.0.0" };
    const prebuild = await check(
      {
        ...plain,
        scripts: { install: "prebuild-install || node-gyp rebuild" },
        dependencies: { "prebuild-install": "^7" },
      },
      'require("bindings")("a")',
    );
    expect(prebuild.tools).toEqual(["prebuild-install"]);
    expect(new Set(prebuild.findings.map(({ verdict }) => verdict))).toEqual(new Set(["change"]));
    expect(prebuild.findings).toHaveLength(4);
    const built = await check(
      { ...plain, scripts: { prebuildify: "prebuildify --napi" }, dependencies: { "node-gyp-build": "^4" } },
      'module.exports = require("node-gyp-build")(__dirname)',
    );
    expect(built.tools).toEqual(["node-gyp-build", "prebuildify"]);
    expect(built.findings.filter(({ verdict }) => verdict === "works")).toHaveLength(2);
  });

  it.each(["node-pre-gyp", "@xprofiler/node-pre-gyp"])(
    "puts the drop-in in the place of %s",
    async (name) => {
      const dependencies = { [name]: "^1.0.0" };
      const report = await check({ ...MANIFEST, dependencies }, `require("${name}").find("./package.json");`);
      expect(report.tools).toEqual([name]);
      expect(report.findings[0]).toMatchObject({
        verdict: "change",
        change: `"${name}": "npm:@nodewright/prebuild@^0.1.0"`,
      });
      expect(report.findings.at(-1)).toEqual({ verdict: "works", found: "index.js: find() of node-pre-gyp" });
      const inside = await check({ ...MANIFEST, dependencies }, `require("${name}/lib/install.js");`);
      expect(breaks(inside)).toBe(true);
    },
  );

  it("says what builds with prebuild, prebuildify and napi-rs become", async () => {
    const plain = { name: "a", version: "1.0.0" };
    const verdicts = async (devDependencies: object, scripts: object = {}) => {
      const { tools, findings } = await check({ ...plain, devDependencies, scripts }, "");
      return { tools, verdicts: findings.map(({ verdict }) => verdict) };
    };
    expect(await verdicts({ prebuild: "^13" })).toEqual({
      tools: ["prebuild"],
      verdicts: ["change", "change"],
    });
    expect(await verdicts({ prebuildify: "^6" })).toEqual({
      tools: ["prebuildify"],
      verdicts: ["change", "change"],
    });
    expect(await verdicts({ "@napi-rs/cli": "^3" }, { build: "napi build --release" })).toEqual({
      tools: ["@napi-rs/cli"],
      verdicts: ["works"],
    });
  });
});
