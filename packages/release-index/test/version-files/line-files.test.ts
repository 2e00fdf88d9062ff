import { describe, expect, test } from "vitest";
import { parseNvmrc, parsePlain, parseToolVersions } from "../../src/version-files/line-files.js";
import { errorOf } from "../error-of.js";

describe("parseNvmrc", () => {
  test.each([
    ["22", "22", 1],
    ["# the team's version\n\n  lts/jod   # not 20\n", "lts/jod", 3],
    ["v22.11.0\r\n", "v22.11.0", 1],
    ["=22", "=22", 1],
    ["mirror=https://host/=x\nnode-arch = x64\n22\n", "22", 3],
  ])("%j is %s", (text, spec, line) => {
    expect(parseNvmrc(".nvmrc", text)).toStrictEqual([
      { spec, dialect: "nvm", file: ".nvmrc", path: [], line },
    ]);
  });

  test.each([
    ["", "names no version"],
    ["# 22\n", "names no version"],
    ["a=b\n", "names no version"],
    ["22\n20\n", "line 2: a second version"],
    ["node=22\n", "line 1: nvm does not take node as a key"],
    ["a=1\n22\na=2\n", "line 3: the key a stands there twice"],
  ])("refuses %j", (text, why) => {
    const error = errorOf(() => parseNvmrc("app/.nvmrc", text));
    expect(error.code).toBe("ERR_RELEASE_VERSION_FILE");
    expect(error.message).toContain("app/.nvmrc");
    expect(error.message).toContain(why);
  });
});

test("parsePlain takes the first line that is more than a comment", () => {
  expect(parsePlain(".node-version", "# ours\n\n22.11.0 # pinned\n20\n", "nodewright")).toMatchObject([
    { spec: "22.11.0", line: 3 },
  ]);
  expect(errorOf(() => parsePlain(".node-version", " \n", "nodewright")).message).toContain(
    "names no version",
  );
});

describe("parseToolVersions", () => {
  test("finds Node.js under both its names, with its versions to fall back on", () => {
    const text = "# tools\nruby 3.4.1\nnodejs 24.0.0 22.11.0 # two\nnode: lts\n";
    expect(parseToolVersions(".tool-versions", text).map(({ spec, line }) => [spec, line])).toStrictEqual([
      ["24.0.0", 3],
      ["22.11.0", 3],
      ["lts", 4],
    ]);
  });

  test("is empty without Node.js, and refuses one without a version", () => {
    expect(parseToolVersions(".tool-versions", "ruby 3.4.1\nnodejs-extra 1\n")).toStrictEqual([]);
    expect(errorOf(() => parseToolVersions(".tool-versions", "nodejs # none\n")).message).toContain(
      "line 1: nodejs has no version",
    );
  });
});
