import { describe, expect, test } from "vitest";
import { generateDefinition } from "../src/generate.js";
import { lifecycle } from "./lifecycle.js";
import { SHA256 } from "./samples.js";

const digests = new Map(
  [
    "node-v22.1.0-linux-x64.tar.gz",
    "node-v22.1.0-linux-x64.tar.xz",
    "node-v22.1.0-darwin-arm64.tar.gz",
    "node-v22.1.0-headers.tar.gz",
    "node-v22.1.0-win-x64.zip",
    "node-v22.1.0.tar.gz",
    "node-v22.1.0.tar.xz",
    "node-v22.1.01-linux-x86.tar.gz",
    "win-x64/node.exe",
  ].map((name) => [name, SHA256]),
);

describe("generateDefinition", () => {
  test("takes the tarballs of the release, by platform, and the source", () => {
    const url = (file: string) => `https://nodejs.org/dist/v22.1.0/${file}`;
    expect(
      generateDefinition({ version: "22.1.0", digests, distUrl: "https://nodejs.org/dist/", lifecycle }),
    ).toEqual({
      kind: "install",
      name: "22.1.0",
      notice: "maintenance",
      messages: [],
      binaries: [
        { platform: "darwin-arm64", url: url("node-v22.1.0-darwin-arm64.tar.gz"), digest: SHA256 },
        { platform: "linux-x64", url: url("node-v22.1.0-linux-x64.tar.gz"), digest: SHA256 },
      ],
      packages: [
        { name: "node-v22.1.0", source: { url: url("node-v22.1.0.tar.gz"), digest: SHA256 }, steps: [] },
      ],
    });
  });

  test("without a source there are only binaries", () => {
    const only = new Map([["./node-v8.1.2-linux-x64.tar.gz", SHA256]]);
    const definition = generateDefinition({
      version: "v8.1.2",
      digests: only,
      distUrl: "https://a",
      family: "chakracore",
    });
    expect(definition).toMatchObject({
      name: "chakracore-8.1.2",
      packages: [{ name: "node-v8.1.2", source: undefined }],
    });
    expect(definition.messages).toHaveLength(1);
    expect(definition.binaries[0]?.url).toBe("https://a/v8.1.2/node-v8.1.2-linux-x64.tar.gz");
  });

  test("a nightly of the same number is another release", () => {
    const nightly = new Map([["node-v22.1.0-nightly20240101aa-linux-x64.tar.gz", SHA256]]);
    const options = { digests: nightly, distUrl: "https://a" };
    expect(generateDefinition({ ...options, version: "v22.1.0-nightly20240101aa" }).binaries).toHaveLength(1);
  });

  test("an empty list is an error", () => {
    expect(() => generateDefinition({ version: "22.1.0", digests: new Map(), distUrl: "https://a" })).toThrow(
      expect.objectContaining({ code: "ERR_DEFINITION_EMPTY" }),
    );
  });
});
