import { createTarget } from "@nodewright/target-triple";
import { expect, test } from "vitest";
import { matchReleases } from "../src/match-releases.js";
import type { ReleaseRow } from "../src/release-row.js";

const row = (version: string, files: string[], lts: string | false = false): ReleaseRow => ({
  version,
  date: "2026-01-01",
  files,
  lts,
  security: false,
});

const index = [
  row("v24.2.0", ["linux-x64"], "Krypton"),
  row("v24.1.0", ["linux-arm64"]),
  row("v22.3.0", [], "Jod"),
  row("v22.2.0", ["linux-x64"], "Jod"),
];

test.each([
  ["24", ["v24.2.0", "v24.1.0"]],
  [">=22.3 <24.2", ["v24.1.0", "v22.3.0"]],
  ["jod", ["v22.3.0", "v22.2.0"]],
  ["v22.2.0", ["v22.2.0"]],
  ["21", []],
])("matchReleases() covers %j", (spec, versions) => {
  expect(matchReleases(spec, { index }).map(({ version }) => version)).toEqual(versions);
});

test("matchReleases() leaves out what is known not to be built for the target", () => {
  const target = createTarget({ os: "linux", arch: "x64", libc: "glibc" });
  expect(matchReleases(">=22", { index, target }).map(({ version }) => version)).toEqual([
    "v24.2.0",
    "v22.3.0",
    "v22.2.0",
  ]);
});
