import { snapshot } from "@nodewright/release-index/snapshot";
import { expect, test } from "vitest";
import { knowledgeOf } from "../src/knowledge.js";

const now = new Date("2026-11-20");

test("without an index, the bundled one is known, and prepared once", () => {
  const known = knowledgeOf({ now });
  expect(known.index.entries).toHaveLength(snapshot.rows.length);
  expect(knowledgeOf({ now }).index).toBe(known.index);
});

test("an index and a schedule of one's own take its place", () => {
  const index = [{ version: "v99.0.0", date: "2030-01-01", files: [] }];
  const known = knowledgeOf({ now, index, schedule: {} });
  expect(known.index.releases.map(({ row }) => row.version)).toEqual(["v99.0.0"]);
  expect(known.schedule).toEqual({});
});
