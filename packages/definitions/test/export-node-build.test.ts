import { describe, expect, test } from "vitest";
import { exportNodeBuildDefinition, importNodeBuildDefinition } from "../src/node-build.js";
import { channel, release, SHA256 } from "./samples.js";

describe("exportNodeBuildDefinition", () => {
  test("writes one line a declaration", () => {
    expect(exportNodeBuildDefinition(release)).toBe(`before_install_package() {
  build_package_warn_lts_maintenance "$1"
}

echo 'Hello, '"'"'world'"'"' & $HOME'

binary linux-x64 "https://example.org/v24.1.0/node-v24.1.0-linux-x64.tar.gz#${SHA256}"

install_package "node-v24.1.0" "https://example.org/node-v24.1.0.tar.gz#${SHA256}"
install_git "tool" "https://example.org/tool.git" "main" autoconf standard
install_package "last" "#" graal
`);
  });

  test.each([release, channel])("is read back equal: $name", (definition) => {
    expect(importNodeBuildDefinition(exportNodeBuildDefinition(definition), definition.name)).toEqual({
      kind: "data",
      definition,
    });
  });

  test.each([
    { ...release, messages: ["two\nlines"] },
    { ...release, messages: ["-n"] },
    { ...release, binaries: [{ platform: "a;b", url: "https://a/b" }] },
    { ...release, packages: [{ name: "a", source: undefined, steps: ["$(id)"] }] },
    { ...release, packages: [{ name: "a", source: undefined, steps: ["--if"] }] },
    { ...channel, label: "a\nb" },
  ])("refuses what bash would read otherwise (%#)", (definition) => {
    expect(() => exportNodeBuildDefinition(definition)).toThrow(
      expect.objectContaining({ code: "ERR_DEFINITION_EXPORT" }),
    );
  });
});
