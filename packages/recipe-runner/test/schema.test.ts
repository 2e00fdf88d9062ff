import { describe, expect, it } from "vitest";
import { parseRecipe } from "../src/schema.js";
import { leastRecipe } from "./support/recipes.js";

describe("parseRecipe", () => {
  it("fills in what may be left out", () => {
    expect(parseRecipe(leastRecipe)).toEqual({
      ...leastRecipe,
      status: "active",
      gates: [],
      requires: {},
      shared: [],
      configure: [],
      smoke: [],
    });
  });

  it.each([
    ["an unknown key", { colour: "red" }, /colour/],
    ["a target that nobody can name", { target: "linux-x64-wasm" }, /target: must be the canonical text/],
    ["a target without a libc", { target: "linux-x64" }, /target/],
    [
      "a range that is none",
      { gates: [{ excludes: "recent", reason: "x", link: "https://a.example/" }] },
      /semver/,
    ],
    [
      "a gate without a reason",
      { gates: [{ excludes: "<18", link: "https://a.example/" }] },
      /gates\.0\.reason/,
    ],
    ["an image without a digest", { base: { kind: "image", image: "alpine:3.23" } }, /base\.digest/],
    [
      "a tool that is not pinned",
      {
        base: {
          kind: "image",
          image: "alpine:3.23",
          digest: `sha256:${"0".repeat(64)}`,
          tools: [{ name: "rust", version: "1", url: "https://a.example/rust.tar.xz" }],
        },
      },
      /sha256 or a commit/,
    ],
    [
      "a script outside of its folder",
      { phases: [{ name: "x", run: "../evil.sh", network: false }] },
      /plain file/,
    ],
    [
      "a phase that does not say whether it has a network",
      { phases: [{ name: "x", run: "a.sh" }] },
      /network/,
    ],
    ["an output in another folder", { outputs: ["../node-v1.tar.gz"] }, /outputs\.0/],
    ["a flag that is two", { configure: [{ flags: ["--a --b"] }] }, /one argument/],
    [
      "a smoke test that matches nothing",
      { smoke: [{ name: "x", command: ["a"], matches: "(" }] },
      /regular/,
    ],
    ["an unknown kind", { kind: "magic" }, /kind/],
  ])("refuses %s", (_, changes, message) => {
    const parse = (): unknown => parseRecipe({ ...leastRecipe, ...changes });
    expect(parse).toThrow(expect.objectContaining({ code: "ERR_RECIPE_INVALID" }));
    expect(parse).toThrow(message);
  });

  it("has no recipe that takes a release without its signature", () => {
    const source = {
      name: "fetch-source",
      kind: "source",
      summary: "Fetches",
      archive: "node-{version}.tar.xz",
      channels: { release: { directory: "https://nodejs.org/dist/", verification: "signature" } },
      wait: { attempts: 1, seconds: 0 },
    };
    expect(parseRecipe(source)).toMatchObject({ kind: "source" });
    for (const channel of ["release", "rc"]) {
      const unsigned = { directory: "https://nodejs.org/dist/", verification: "shasums" };
      const channels = { ...source.channels, [channel]: unsigned };
      expect(() => parseRecipe({ ...source, channels })).toThrow(/by signature/);
    }
  });
});
