import { expect, test } from "vitest";
import { buildStateOf, olderListed } from "../src/build-state.js";
import { prepareIndex } from "../src/index.js";
import { makeRow, rows } from "./rows.js";
import { target } from "./targets.js";

const index = prepareIndex([
  ...rows,
  makeRow("v26.10.0", "2026-09-21", { files: [] }),
  makeRow("v27.0.0", "2027-04-22", { files: [] }),
]);

test.each([
  ["v26.9.0", "linux-x64-musl", "built"],
  ["v26.7.0", "linux-x64-musl", "not-built"],
  ["v26.13.0", "linux-x64-musl", "expected"],
  ["v26.13.0", "linux-armv7-glibc", "not-built"],
  ["v27.0.0", "linux-armv7-glibc", "expected"],
])("buildStateOf %s for %s is %s", (version, text, state) => {
  const entry = index.byVersion.get(version);
  if (!entry) throw new Error(version);
  expect(buildStateOf(entry, target(text), index)).toBe(state);
});

test("olderListed passes over releases whose files are not known, and stays in the line", () => {
  const [newest, oldest] = ["v26.13.0", "v26.7.0"].map((version) => index.byVersion.get(version));
  if (!newest || !oldest) throw new Error("v26");
  expect(olderListed(newest, index)?.row.version).toBe("v26.9.0");
  expect(olderListed(oldest, index)).toBeUndefined();
});
