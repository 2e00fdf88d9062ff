import type { SpecDialect } from "@nodewright/release-index";
import { expect, test } from "vitest";
import { checkVersion, describeVersion, suggestVersions } from "../../src/topics/version.js";
import { knowledge, spotOf } from "../support.js";

const check = (dialect: SpecDialect, text: string, before: readonly string[] = []) =>
  checkVersion(spotOf({ kind: "version", dialect }, text, before), dialect, knowledge).map(
    ({ code, fixes = [] }) => [code, fixes[0]?.text],
  );

test.each([
  ["nvm", "24", []],
  ["nvm", "lts/*", []],
  ["nvm", "", []],
  ["nvm", "lts", [["foreign-spelling", "lts/*"]]],
  ["nvm", "lts/Jod", [["foreign-spelling", "lts/jod"]]],
  ["nvm", "latest", [["foreign-spelling", "node"]]],
  ["nvm", ">=20", [["foreign-spelling", "26"]]],
  ["nvm", "lts/jdo", [["no-release", "lts/jod"]]],
  ["nvm", "system", []],
  ["mise", "ref:v24", []],
  ["mise", "lts-iron", [["end-of-life", "lts-krypton"]]],
  ["nvm", "hello", [["invalid-version", undefined]]],
  ["nvm", "v18.1.0", [["end-of-life", "v26.13.0"]]],
  ["nvm", "lts/hydrogen", [["end-of-life", "lts/lithium"]]],
  ["nvm", "18.20.9", [["no-release", undefined]]],
  ["engines", ">=14", []],
  ["engines", "^18", [["end-of-life", "^26"]]],
  ["engines", "18.x", [["end-of-life", "26.x"]]],
  ["engines", "^14 || ^16", [["end-of-life", undefined]]],
  ["engines", "lts/*", [["foreign-spelling", ">=26"]]],
  ["volta", "24.1.0", []],
  ["setup-node", "latst", [["invalid-version", "latest"]]],
  ["setup-node", "$NODE", []],
  ["mise", "lts/krypton", []],
  ["devEngines", "latest", [["foreign-spelling", ">=26"]]],
] as const)("%s: %s", (dialect, text, findings) => {
  expect(check(dialect, text)).toEqual(findings);
});

test("nvm takes one version", () => {
  expect(check("nvm", "24", ["22"])).toEqual([["invalid-version", undefined]]);
  expect(check("mise", "24", ["22"])).toEqual([]);
});

test("a number that YAML shortens", () => {
  const spot = { ...spotOf({ kind: "version", dialect: "setup-node" }, "22.10"), isPlainYaml: true };
  expect(checkVersion(spot, "setup-node", knowledge)).toEqual([
    expect.objectContaining({ code: "unquoted-version", message: expect.stringContaining("22.1,") }),
  ]);
  expect(checkVersion({ ...spot, isPlainYaml: false }, "setup-node", knowledge)).toEqual([]);
});

test("words are offered, and told of", () => {
  expect(suggestVersions("nvm", knowledge).map(({ text }) => text)).toContain("lts/krypton");
  expect(describeVersion("lts/jod", "nvm", knowledge)).toContain("Node.js 22 (Jod)");
  expect(describeVersion("lts", "nvm", knowledge)).toContain("is not an alias");
  expect(describeVersion("", "nvm", knowledge)).toBeUndefined();
});
