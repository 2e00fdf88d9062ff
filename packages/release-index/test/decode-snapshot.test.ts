import { expect, test } from "vitest";
// @ts-expect-error a script, without types
import { encodeSnapshot } from "../scripts/encode-snapshot.mjs";
import { decodeRows, decodeSchedule } from "../src/decode-snapshot.js";
import { snapshotData } from "../src/snapshot.generated.js";
import { makeRow, prereleases, rows } from "./rows.js";

test("decodeRows gives back what the script encoded", () => {
  const all = [...prereleases.slice(0, 2), ...rows];
  const schedule = {
    v22: { start: "2024-04-24", codename: "Jod" },
    "v0.12": { end: "2016-12-31" },
    v27: { alpha: "2026-10-28" },
  };
  const encoded = encodeSnapshot(all, schedule);
  expect(decodeRows({ ...snapshotData, ...encoded })).toStrictEqual(all);
  expect(decodeSchedule(encoded.schedule)).toStrictEqual(schedule);
});

test("decodeRows reads versions with gaps and days far apart, in either direction", () => {
  const odd = [
    makeRow("v26.3.9", "2020-01-01"),
    makeRow("v26.3.7", "2024-12-31"),
    makeRow("v26.1.70", "2020-03-02"),
    makeRow("v26.1.69", "2020-01-01"),
    makeRow("v0.9.0", "2019-12-31"),
  ];
  expect(decodeRows({ ...snapshotData, ...encodeSnapshot(odd, {}) })).toStrictEqual(odd);
});

test("decodeRows reads runs of any length", () => {
  const many = Array.from({ length: 400 }, (_, at) => makeRow(`v${400 - at}.0.0`, "2020-01-01"));
  expect(decodeRows({ ...snapshotData, ...encodeSnapshot(many, {}) })).toStrictEqual(many);
});

test.each([
  ["26:1", ["v26.0.1", "v26.0.0"]],
  ["26:02", ["v26.1.0", "v26.0.2", "v26.0.1", "v26.0.0"]],
  ["26:(4-3)()(9,2-1)", ["v26.2.4", "v26.2.3", "v26.0.9", "v26.0.2", "v26.0.1"]],
  ["27.0.0-alpha.0.1;26:0", ["v27.0.0-alpha.0.1", "v26.0.0"]],
])("decodeRows reads the versions %s", (versions, expected) => {
  expect(decodeRows({ ...snapshotData, versions }).map(({ version }) => version)).toStrictEqual(expected);
});
