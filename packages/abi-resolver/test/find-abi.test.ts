import { describe, expect, test } from "vitest";
import { findAbi, type RuntimeTable } from "../src/find-abi.js";
import { readSteps } from "../src/steps.js";
import { parseVersion } from "../src/version.js";

const table: RuntimeTable = {
  runtime: "electron",
  abi: readSteps(
    "0.11.0:12 0.11.8:13 0.13.0:- 1.0.0:42 2.0.0-beta.2:43 2.0.4:44 3.0.0:44 4.0.0-alpha.1:50? 5.0.0:51?",
  ),
  napi: [],
  nightlies: [
    { from: 20230101, until: 20230131, abi: "43" },
    { from: 20240101, until: 20240131, abi: "48" },
  ],
  stated: new Map([["9.0.0-rc.1", "99"]]),
};

describe("findAbi", () => {
  test.each([
    ["0.10.0", "below", null],
    ["0.11.0", "line", "12"],
    ["0.11.7", "line", "12"],
    ["0.11.8", "line", "13"],
    ["0.12.99", "line", "13"],
    ["0.13.0", "gap", null],
    ["1.9.9", "line", "42"],
    ["2.0.3", "line", "43"],
    ["2.0.4", "line", "44"],
    ["4.0.0", "reserved", "50"],
    ["5.0.0", "reserved", "51"],
    ["6.0.0", "above", null],
  ])("of release %s is %s %s", (version, kind, abi) => {
    expect(findAbi(table, parseVersion(version))).toMatchObject({ kind, abi });
  });

  test.each([
    ["2.0.0-beta.1", "open", null],
    ["2.0.0-beta.2", "stated-prerelease", "43"],
    ["2.0.0-beta.10", "stated-prerelease", "43"],
    ["2.0.0-nightly.20200101", "channel", null],
    ["2.0.3-beta.1", "prerelease-of-line", "43"],
    ["2.0.4-beta.1", "open", null],
    ["2.1.0-beta.1", "prerelease-of-line", "44"],
    ["2.1.0-v8-canary20240101", "channel", null],
    ["3.0.0-beta.1", "open", null],
    ["4.0.0-alpha.7", "reserved", "50"],
    ["4.0.0-nightly20240115ab", "nightly", "48"],
    ["4.0.0-nightly20240215ab", "open", null],
    // No nightly of 5.0.0 has an ABI from before 3.0.0, none of 3.0.0 one from after it.
    ["5.0.0-nightly20230115ab", "open", null],
    ["3.0.0-nightly20230115ab", "nightly", "43"],
    ["3.0.0-nightly20240115ab", "open", null],
    ["6.0.0-nightly20240115ab", "above", null],
    ["2.1.0-nightly20240115ab", "prerelease-of-line", "44"],
    ["5.0.0-alpha.1", "open", null],
    ["6.0.0-alpha.1", "above", null],
    ["9.0.0-rc.1", "stated", "99"],
    ["0.12.0-rc.1", "open", null],
    ["0.12.1-rc.1", "prerelease-of-line", "13"],
    ["0.11.8-rc.1", "open", null],
    ["0.13.1-rc.1", "open", null],
    ["0.11.0-rc.1", "open", null],
  ])("of pre-release %s is %s %s", (version, kind, abi) => {
    expect(findAbi(table, parseVersion(version))).toMatchObject({ kind, abi });
  });
});
