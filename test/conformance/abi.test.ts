import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createAbiTable, resolveAbi } from "@nodewright/abi-resolver";
import { parseIndex } from "@nodewright/release-index";
import { snapshot } from "@nodewright/release-index/snapshot";
import { describe, expect, test } from "vitest";
import { root } from "../house/workspace.js";

const corpus = join(process.env.NODEWRIGHT_CORPUS ?? join(root, "../shared"), "data/release-index");
const hasCorpus = existsSync(corpus);
if (!hasCorpus && process.env.CI === "true" && process.env.NODEWRIGHT_CORPUS !== undefined) {
  throw new Error(`NODEWRIGHT_CORPUS is set, but ${corpus} is not there`);
}

describe("the ABIs of abi-resolver and the rows of release-index", () => {
  const stated = snapshot.rows.filter(({ modules }) => modules !== undefined);

  test("agree on every release of the bundled snapshot, without rows given", () => {
    const releases = stated.filter(({ version }) => !version.includes("-"));
    expect(releases.length).toBeGreaterThan(800);
    const wrong = releases.filter(({ version, modules }) => resolveAbi({ version }).abi !== modules);
    expect(wrong).toEqual([]);
  });

  test("agree on every row of it, given as data", () => {
    const table = createAbiTable(snapshot.rows);
    const wrong = stated.filter(({ version, modules }) => table.resolveAbi({ version }).abi !== modules);
    expect(wrong).toEqual([]);
  });

  test.skipIf(!hasCorpus).each(["index.rebuilt.json", "index.tab", "nightly-index.tab"])(
    "agree on every row of a real %s, as read by parseIndex (skipped: no corpus beside the repository)",
    (name) => {
      const rows = parseIndex(readFileSync(join(corpus, name), "utf8"));
      expect(rows.length).toBeGreaterThan(300);
      const table = createAbiTable(rows);
      for (const { version, modules } of rows) {
        expect([version, table.resolveAbi({ version }).abi]).toEqual([version, modules ?? null]);
      }
    },
  );
});
