import { describe, expect, test } from "vitest";
import { findNapi } from "../src/napi.js";
import { snapshotOf } from "../src/snapshot.js";
import { parseVersion } from "../src/version.js";

/** nodejs/node doc/api/n-api.md, "Node-API version matrix", on both sides of every step. */
const NODE: readonly (readonly [string, number | undefined])[] = [
  ["0.1.14", undefined],
  ["6.14.2", 0],
  ["8.11.1", 0],
  ["8.11.2", 3],
  ["8.16.0", 4],
  ["9.11.0", 0],
  ["10.0.0", 3],
  ["10.15.3", 3],
  ["10.16.0", 4],
  ["10.17.0", 5],
  ["10.20.0", 6],
  ["10.23.0", 7],
  ["11.7.0", 3],
  ["11.8.0", 4],
  ["12.10.0", 4],
  ["12.11.0", 5],
  ["12.17.0", 6],
  ["12.19.0", 7],
  ["12.22.0", 8],
  ["13.14.0", 5],
  ["14.0.0", 6],
  ["14.12.0", 7],
  ["14.17.0", 8],
  ["15.11.0", 7],
  ["15.12.0", 8],
  ["16.0.0", 8],
  ["18.16.1", 8],
  ["18.17.0", 9],
  ["19.9.0", 8],
  ["20.2.0", 8],
  ["20.3.0", 9],
  ["20.20.2", 9],
  ["21.0.0", 9],
  ["22.13.1", 9],
  ["22.14.0", 10],
  ["22.23.3", 10],
  ["23.5.0", 9],
  ["23.6.0", 10],
  ["24.0.0", 10],
  ["26.13.0", 10],
  ["28.0.0", 10],
  ["999999999.0.0", 10],
];

describe("findNapi", () => {
  test.each(NODE)("of Node.js %s is %s", (version, level) => {
    expect(findNapi(snapshotOf("node"), parseVersion(version))).toBe(level);
  });

  test.each([
    ["22.14.0-rc.1", 9],
    ["24.0.0-nightly20241031996708042b", 9],
    ["23.0.0-rc.1", 9],
    ["27.0.0-alpha.0.1.1", 10],
    ["21.0.0-rc.1", 8],
  ])("of pre-release %s is what its branch had: %s", (version, level) => {
    expect(findNapi(snapshotOf("node"), parseVersion(version))).toBe(level);
  });

  test.each([
    ["electron", "2.0.0", 0],
    ["electron", "11.0.0", 6],
    ["electron", "27.0.0", 9],
    ["electron", "34.5.8", 9],
    ["electron", "35.0.0", 10],
    ["electron", "45.0.0-beta.3", 10],
    ["node-webkit", "0.13.0", 0],
    ["node-webkit", "0.98.0", 9],
    ["node-webkit", "0.98.1", 10],
    ["node-webkit", "0.116.0", undefined],
    ["bun", "1.4.4", 10],
    ["bun", "1.2.0", 9],
    ["bun", "1.2.15", undefined],
    ["bun", "9.0.0", undefined],
    ["deno", "2.8.0", 9],
    ["deno", "1.40.0", undefined],
  ] as const)("of %s %s is %s", (runtime, version, level) => {
    expect(findNapi(snapshotOf(runtime), parseVersion(version))).toBe(level);
  });

  test("agrees with the Node.js that runs", () => {
    expect(findNapi(snapshotOf("node"), parseVersion(process.versions.node))).toBe(
      Number(process.versions.napi),
    );
  });
});
