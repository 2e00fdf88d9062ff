import { describe, expect, test } from "vitest";
import { formatDefinition, parseDefinition } from "../src/parse-definition.js";
import { channel, release, SHA256 } from "./samples.js";

describe("parseDefinition", () => {
  test("reads YAML as people write it", () => {
    const text = `# Node with a patch of ours
kind: install
name: 24.1.0-acme
packages:
  - name: node-v24.1.0
    source: { url: https://example.org/node.tar.gz, digest: ${SHA256} }
    steps: [ldflags_dirs, standard]
`;
    expect(parseDefinition(text)).toMatchObject({
      name: "24.1.0-acme",
      packages: [{ source: { digest: SHA256 }, steps: ["ldflags_dirs", "standard"] }],
    });
  });

  test.each([
    ["no YAML", "a: [1"],
    ["two keys of one name", "name: a\nname: b"],
    [
      "aliases that explode",
      `a: &a [1]\nb: &b [${"*a,".repeat(9)}]\nc: &c [${"*b,".repeat(20)}]\nd: [${"*c,".repeat(20)}]`,
    ],
  ])("refuses %s", (_, text) => {
    expect(() => parseDefinition(text, "my.yaml")).toThrow(
      expect.objectContaining({ code: "ERR_DEFINITION_SYNTAX" }),
    );
  });

  test.each(["", "null", "[]"])("refuses what is no definition: %j", (text) => {
    expect(() => parseDefinition(text)).toThrow(expect.objectContaining({ code: "ERR_DEFINITION_SCHEMA" }));
  });
});

describe("formatDefinition", () => {
  test.each(["json", "yaml"] as const)("writes %s that reads back equal", (format) => {
    for (const definition of [release, channel]) {
      const text = formatDefinition(definition, format);
      expect(parseDefinition(text)).toEqual(definition);
      expect(text.endsWith("\n")).toBe(true);
    }
  });
});
