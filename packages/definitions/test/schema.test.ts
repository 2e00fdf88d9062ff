import { describe, expect, test } from "vitest";
import { checkDefinition, definitionSchema } from "../src/schema.js";
import { channel, release, SHA256 } from "./samples.js";

const archive = { url: "https://a/b.tar.gz", digest: SHA256 };
const minimal = { kind: "install", name: "1.0.0", packages: [{ name: "node-v1.0.0", source: archive }] };

describe("checkDefinition", () => {
  test.each([release, channel])("accepts $name", (definition) => {
    expect(checkDefinition(definition, "test")).toEqual(definition);
    expect(definitionSchema.parse(definition)).toEqual(definition);
  });

  test("fills what may be left out", () => {
    expect(checkDefinition(minimal, "test")).toEqual({
      ...minimal,
      messages: [],
      binaries: [],
      packages: [{ name: "node-v1.0.0", source: archive, steps: [] }],
    });
    expect(
      checkDefinition({ kind: "channel", name: "rc", baseUrl: "https://a/rc", label: "rc" }, "test"),
    ).toEqual({
      kind: "channel",
      name: "rc",
      baseUrl: "https://a/rc",
      filter: "src",
      select: "newest",
      label: "rc",
      steps: [],
    });
  });

  const at = (changes: object) => ({ ...minimal, ...changes });
  const withSource = (source: object) => at({ packages: [{ name: "a", source }] });
  test.each([
    ["no object", "text", "the whole"],
    ["another kind", at({ kind: "other" }), "kind"],
    ["a name that is a path", at({ name: "../x" }), "name"],
    ["no package", at({ packages: [] }), "packages"],
    [
      "a package name that is a path",
      at({ packages: [{ name: "a/../../b", source: archive }] }),
      "packages.0.name",
    ],
    ["a short digest", withSource({ ...archive, digest: "00" }), "packages.0.source"],
    ["a misspelt digest", withSource({ url: archive.url, digets: SHA256 }), "packages.0.source"],
    ["another protocol", withSource({ url: "ftp://a/b" }), "packages.0.source"],
    ["a URL with bash in it", withSource({ url: "https://a/$(id)" }), "packages.0.source"],
    [
      "a ref that is an option",
      withSource({ git: "https://a/b.git", ref: "--upload-pack=x" }),
      "packages.0.source",
    ],
    ["a git URL that is an option", withSource({ git: "--upload-pack=x", ref: "main" }), "packages.0.source"],
    [
      "an unknown step",
      at({ packages: [{ name: "a", source: archive, steps: ["rm"] }] }),
      "packages.0.steps.0",
    ],
    ["a message of two lines", at({ messages: ["a\nb"] }), "messages.0"],
    ["an unknown notice", at({ notice: "eol" }), "notice"],
    ["a binary without an address", at({ binaries: [{ platform: "linux-x64" }] }), "binaries.0.url"],
    ["a channel without an address", { kind: "channel", name: "a", label: "a" }, "baseUrl"],
  ])("refuses %s", (_, value, key) => {
    expect(() => checkDefinition(value, "my.yaml")).toThrow(
      expect.objectContaining({
        code: "ERR_DEFINITION_SCHEMA",
        message: expect.stringContaining(`my.yaml is no definition: ${key}`),
      }),
    );
  });
});
