import { readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join } from "node:path";
import { diagnosticCodes, documentKind } from "@nodewright/target-language";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { makeVsix } from "../scripts/make-vsix.mjs";

const dist = join(import.meta.dirname, "../dist");
const bytes = readFileSync(join(dist, "nodewright.vsix"));
const files = Object.fromEntries(
  Object.entries(unzipSync(bytes)).map(([name, one]) => [name, strFromU8(one)]),
);
const manifest = JSON.parse(files["extension/package.json"] ?? "");

describe("the .vsix", () => {
  it("has the extension, and nothing that only builds it", () => {
    expect(Object.keys(files).sort()).toEqual([
      "[Content_Types].xml",
      "extension.vsixmanifest",
      "extension/LICENSE",
      "extension/README.md",
      "extension/dist/extension.js",
      "extension/language-configuration.json",
      "extension/package.json",
      "extension/schemas/definition.schema.json",
      "extension/schemas/lockfile.schema.json",
      "extension/schemas/prebuild-manifest.schema.json",
    ]);
  });

  it("names the same extension in both its manifests", () => {
    const xml = files["extension.vsixmanifest"];
    expect(xml).toContain(
      `Id="${manifest.name}" Version="${manifest.version}" Publisher="${manifest.publisher}"`,
    );
    expect(xml).toContain(`"Microsoft.VisualStudio.Code.Engine" Value="${manifest.engines.vscode}"`);
    const assets = [...(xml ?? "").matchAll(/<Asset [^>]*Path="([^"]+)"/g)].map(([, path]) => path ?? "");
    expect(assets.length).toBeGreaterThan(0);
    expect(assets.filter((path) => files[path] === undefined)).toEqual([]);
  });

  it("gives every file a media type", () => {
    const xml = files["[Content_Types].xml"] ?? "";
    expect(xml).not.toContain("undefined");
    const parts = Object.keys(files).filter((name) => !name.startsWith("["));
    const typed = (name: string) =>
      xml.includes(`PartName="/${name}"`) || xml.includes(`Extension="${/\.[^.]+$/.exec(name)?.[0]}"`);
    expect(parts.filter((name) => !typed(name))).toEqual([]);
  });

  it("is the same whenever it is made", async () => {
    expect(Buffer.from(await makeVsix(join(dist, "extension"), manifest)).equals(bytes)).toBe(true);
  });

  it("has links that work outside of the repository", () => {
    expect(files["extension/README.md"]).not.toContain("](../");
  });
});

describe("the manifest", () => {
  it("allows virtual and untrusted workspaces", () => {
    expect(manifest.capabilities).toEqual({
      virtualWorkspaces: true,
      untrustedWorkspaces: { supported: true },
    });
  });

  it("is one that VS Code loads: a plain name, one file of CommonJS for desktop and web, nothing to install", () => {
    expect(manifest.name).toMatch(/^[a-z0-9-]+$/);
    expect(manifest.main).toBe(manifest.browser);
    expect(manifest).not.toHaveProperty("type");
    expect(manifest).not.toHaveProperty("dependencies");
    expect(files[`extension/${manifest.main.slice(2)}`]).toBeDefined();
  });

  it("offers the codes of diagnostics that there are", () => {
    const { items } = manifest.contributes.configuration.properties["nodewright.ignore"];
    expect(items.enum).toEqual(diagnosticCodes);
  });

  it("contributes schemas that are there, for files that are ours", () => {
    for (const { fileMatch, url } of manifest.contributes.jsonValidation) {
      expect(JSON.parse(files[`extension/${url.slice(2)}`] ?? "")).toHaveProperty("$schema");
      const name = fileMatch.replace("**/", "").replace("*", "x");
      expect(documentKind({ uri: `file:///app/${name}`, text: "" })).toBeDefined();
    }
  });
});

it("asks for no module but vscode", () => {
  const code = files["extension/dist/extension.js"] ?? "";
  const required = [...code.matchAll(/\brequire\(["']([^"']+)["']\)/g)].map(([, name]) => name ?? "");
  expect(new Set(required)).toEqual(new Set(["vscode"]));
  expect(required.filter((name) => isBuiltin(name))).toEqual([]);
  expect(code).not.toMatch(/\bimport\s*\(/);
});
