import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { nodeApiHeaders, resolveIncludeDirs } from "../src/include-dirs.js";
import { addonProject } from "./support/addon-project.js";

describe("resolveIncludeDirs", () => {
  const project = () => addonProject({ "include/a.h": "", "node_modules/@s/p/package.json": "{}" });

  it("finds folders of the addon and of installed packages", () => {
    const root = project();
    mkdirSync(join(root, "node_modules/@s/p/inc"));
    mkdirSync(join(root, "packages/inner"), { recursive: true });
    expect(resolveIncludeDirs(["include", "npm:node-addon-api", "npm:@s/p/inc"], root)).toEqual([
      join(root, "include"),
      join(root, "node_modules/node-addon-api"),
      join(root, "node_modules/@s/p/inc"),
    ]);
    expect(resolveIncludeDirs(["npm:@s/p"], join(root, "packages/inner"))).toEqual([
      join(root, "node_modules/@s/p"),
    ]);
  });

  it("names what is not there", () => {
    const root = project();
    const refused = (entry: string) => expect(() => resolveIncludeDirs([entry], root));
    refused("inc").toThrow(`include_dirs names inc: there is no ${join(root, "inc")}`);
    refused("npm:not-installed-here").toThrow("npm:not-installed-here, which is not installed");
    refused("npm:@s/p/inc").toThrow("there is no");
  });
});

describe("nodeApiHeaders", () => {
  it("prefers the addon's package to Node.js's own", () => {
    const nodeDir = addonProject({ "include/node/node_api.h": "" });
    const bare = addonProject({});
    const own = addonProject({
      "node_modules/node-api-headers/package.json": "{}",
      "node_modules/node-api-headers/include/node_api.h": "",
    });
    expect(nodeApiHeaders({ projectDir: bare, nodeDir })).toBe(join(nodeDir, "include/node"));
    expect(nodeApiHeaders({ projectDir: own, nodeDir })).toBe(
      join(own, "node_modules/node-api-headers/include"),
    );
    expect(nodeApiHeaders({ projectDir: bare, nodeDir: bare })).toMatch(/node-api-headers.include$/);
  });
});
