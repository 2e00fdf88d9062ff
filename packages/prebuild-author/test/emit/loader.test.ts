import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { formatTarget } from "@nodewright/target-triple";
import { describe, expect, it } from "vitest";
import { loaderSource } from "../../src/emit/loader.js";
import { platformPackages } from "../../src/emit/platform-package.js";
import { host } from "../support/build-demo.js";
import { tempDir } from "../support/demo-project.js";
import { staged } from "../support/staged.js";

const project = { root: "/", name: "demo", version: "1.0.0", binary: {}, manifest: {} };
const ownName = `demo-${formatTarget(host)}`;

/** Loads a generated loader from a folder in which these files stand; `.js` stands in for the addon's content. */
function load(
  entries: readonly object[],
  files: Readonly<Record<string, string>>,
  target: object = host,
): unknown {
  const root = tempDir();
  const packages = platformPackages(
    project,
    entries.map((entry) => staged(target, entry)),
  );
  const source = loaderSource({ packages, name: "demo", moduleName: "demo" });
  for (const [name, text] of Object.entries({ "native.js": source, ...files })) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return createRequire(join(root, "index.js"))("./native.js");
}

describe("loaderSource", () => {
  it("says which package is missing, and what to do", () => {
    expect(() => load([{ nodeApi: 8 }], {})).toThrow(
      expect.objectContaining({
        code: "ERR_ADDON_NOT_INSTALLED",
        message: expect.stringMatching(`the package ${ownName} is not installed.*--omit=optional`),
      }),
    );
  });

  it("says which platforms there are", () => {
    expect(() => load([{ nodeApi: 8 }], {}, { os: "openbsd", arch: "x64" })).toThrow(
      expect.objectContaining({
        code: "ERR_ADDON_PLATFORM",
        message: expect.stringContaining("there are openbsd-x64"),
      }),
    );
  });

  it("passes on why the addon does not load", () => {
    const files = {
      [`node_modules/${ownName}/napi-v8/demo.node`]: "broken",
      [`node_modules/${ownName}/package.json`]: "{}",
    };
    expect(() => load([{ nodeApi: 8 }], files)).toThrow(expect.objectContaining({ code: "ERR_ADDON_LOAD" }));
  });

  it("leaves builds for other runtimes alone", () => {
    expect(() => load([{ nodeApi: 99 }, { nodeAbi: 1 }], {})).toThrow(/has no build for this runtime/);
  });

  it("writes every require out, for bundlers", () => {
    const packages = platformPackages(project, [staged(host)]);
    const source = loaderSource({ packages, name: "demo", moduleName: "demo" });
    expect(source).toContain(`require("${ownName}/napi-v8/demo.node")`);
    expect([...source.matchAll(/(?<!\.)\brequire\((?!")/g)]).toEqual([]);
  });
});
