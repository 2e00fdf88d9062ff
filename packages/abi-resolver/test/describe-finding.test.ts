import { describe, expect, test } from "vitest";
import { describeFinding, sourceOf } from "../src/describe-finding.js";
import { findAbi } from "../src/find-abi.js";
import { mergeRows, readRows } from "../src/merge-rows.js";
import type { RuntimeName } from "../src/runtimes.js";
import { snapshotOf } from "../src/snapshot.js";
import { parseVersion } from "../src/version.js";

const node = mergeRows(
  snapshotOf("node"),
  readRows([
    { version: "28.0.0", modules: "160" },
    { version: "29.0.0-rc.1", modules: "161" },
  ]).get("node") ?? [],
);

const answer = (text: string, runtime: RuntimeName = "node") => {
  const version = parseVersion(text);
  const finding = findAbi(runtime === "node" ? node : snapshotOf(runtime), version);
  return [sourceOf(finding), describeFinding(finding, runtime, version)];
};

describe("describeFinding and sourceOf", () => {
  test.each<[string, RuntimeName, string, string]>([
    ["22.11.0", "node", "snapshot", "Node.js has ABI 127 from 22.0.0 on."],
    ["28.3.0", "node", "index", "Node.js has ABI 160 from 28.0.0 on."],
    ["29.0.0-rc.1", "node", "index", "An index row states ABI 161 for Node.js 29.0.0-rc.1."],
    ["27.0.0", "node", "reserved", "ABI 153 is reserved for Node.js 27.0.0; it is final with the release."],
    [
      "27.1.0-rc.1",
      "node",
      "reserved",
      "Node.js 27.1.0-rc.1 continues a line that has ABI 153 before and after it.",
    ],
    ["31.0.0-beta.9", "electron", "snapshot", "Pre-releases of 31.0.0 have ABI 125 from 31.0.0-beta.7 on."],
    [
      "22.12.0-rc.1",
      "node",
      "snapshot",
      "Node.js 22.12.0-rc.1 continues a line that has ABI 127 before and after it.",
    ],
    [
      "24.0.0-nightly20241020ab",
      "node",
      "snapshot",
      "Nightlies built from 2024-09-21 to 2024-10-31 state ABI 131.",
    ],
    ["19.0.0-nightly20221018ab", "node", "snapshot", "Nightlies built on 2022-10-18 state ABI 111."],
    ["0.1.14", "node", "unknown", "Node.js 0.1.14 is older than every version with a known ABI."],
    [
      "99.0.0",
      "node",
      "unknown",
      "Node.js 99.0.0 is in no line that is known here; an index row that states its modules would tell.",
    ],
    ["0.34.0", "node-webkit", "unknown", "No ABI is known for NW.js 0.34.0."],
    [
      "22.5.0-test20240101ab",
      "node",
      "unknown",
      "Node.js 22.5.0-test20240101ab is built with another V8 than its version names; only an index row can state its ABI.",
    ],
    [
      "24.0.0-rc.1",
      "node",
      "unknown",
      "The ABI of Node.js 24.0.0-rc.1 is not settled before 24.0.0 is released; only an index row can state it.",
    ],
    ["1.4.4", "bun", "snapshot", "Bun has ABI 147 from 1.4.0 on, as process.versions.modules claims."],
  ])("of %s (%s)", (version, runtime, source, reason) => {
    expect(answer(version, runtime)).toEqual([source, reason]);
  });
});
