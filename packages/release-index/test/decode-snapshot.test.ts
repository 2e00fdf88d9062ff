import { expect, test } from "vitest";
// @ts-expect-error a script, without types
import { encodeRows } from "../scripts/encode-snapshot.mjs";
import { decodeRows } from "../src/decode-snapshot.js";
import { snapshotData } from "../src/snapshot.generated.js";
import { prereleases, rows } from "./rows.js";

test("decodeRows gives back what the script encoded", () => {
  const all = [...prereleases.slice(0, 2), ...rows];
  const encoded = encodeRows(all);
  expect(decodeRows({ ...snapshotData, ...encoded })).toStrictEqual(all);
});

test.each([
  ["26:1", ["v26.1.0"]],
  ["26:1.2", ["v26.1.2", "v26.1.1", "v26.1.0"]],
  ["26:1.4-3,0", ["v26.1.4", "v26.1.3", "v26.0.0"]],
  ["27.0.0-alpha.0.1;26:0", ["v27.0.0-alpha.0.1", "v26.0.0"]],
])("decodeRows reads the versions %s", (versions, expected) => {
  expect(decodeRows({ ...snapshotData, versions }).map(({ version }) => version)).toStrictEqual(expected);
});
