import { expect, test } from "vitest";
import { documentKind } from "../src/document-kind.js";

test.each([
  ["file:///a/package.json", "package.json"],
  ["package.json", "package.json"],
  ["C:\\work\\package.json", "package.json"],
  ["vscode-vfs://github/o/r/package.json", "package.json"],
  ["file:///a/my-package.json", undefined],
  ["file:///a/.nvmrc", ".nvmrc"],
  ["file:///a/%2Envmrc", ".nvmrc"],
  ["file:///a/.node-version", ".node-version"],
  ["file:///a/.n-node-version", ".n-node-version"],
  ["file:///a/.tool-versions", ".tool-versions"],
  ["file:///a/.github/workflows/ci.yml", "workflow"],
  ["file:///a/.github/workflows/ci.yaml?x", "workflow"],
  ["file:///a/.github/dependabot.yml", undefined],
  ["file:///a/action.yml", "workflow"],
  ["file:///a/Dockerfile", "dockerfile"],
  ["file:///a/Dockerfile.dev", "dockerfile"],
  ["file:///a/web.dockerfile", "dockerfile"],
  ["file:///a/Containerfile", "dockerfile"],
  ["file:///a/nodewright.lock", "lockfile"],
  ["file:///a/prebuilds.json", "prebuild-manifest"],
  ["file:///a/definitions/24.1.0.yaml", "definition"],
  ["file:///a/share/node-build/24.1.0", "node-build"],
  ["file:///a/README.md", undefined],
  ["", undefined],
  ["file:///%E0%A4%A", undefined],
])("%s is of the kind %s", (uri, kind) => {
  expect(documentKind({ uri, text: "" })).toBe(kind);
});

test("the editor's word for the language decides where the name does not", () => {
  expect(documentKind({ uri: "untitled:1", text: "", languageId: "dockerfile" })).toBe("dockerfile");
  expect(documentKind({ uri: "untitled:1", text: "", languageId: "toString" })).toBeUndefined();
});
