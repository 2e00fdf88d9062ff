import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exportNodeBuildDefinition, importNodeBuildDefinition } from "../src/index.js";
import { traceOf, traceWithBash } from "./node-build-trace.js";

/**
 * A clone of github.com/nodenv/node-build. Its `bin/node-build` tells what bash does with each file of
 * `share/node-build`; the data must tell the same.
 */
const checkout = process.env.NODEWRIGHT_NODE_BUILD;

const FILES = "headers,linux-arm64,linux-x64,osx-arm64-tar,osx-x64-pkg,osx-x64-tar,src,win-x64-zip";
const OLD_FILES = "linux-x64,osx-x64-tar,win-x64-zip";
const INDEX_TAB = [
  "version\tdate\tfiles\tnpm\tv8",
  `v24.9.0-rc.1\t2026-02-01\t${FILES}\t11.0.0\t13.6`,
  `v26.1.0-rc.1\t2026-05-01\t${FILES}\t11.0.0\t14.1`,
  `v26.1.0-rc.0\t2026-05-01\theaders,src\t11.0.0\t14.1`,
  `v26.2.0-rc.1\t2025-12-31\t${FILES}\t11.0.0\t14.1`,
  `v10.0.0-nightly2018\t2018-03-01\t${OLD_FILES}\t5.0.0\t6.0`,
  "",
].join("\n");

interface Difference {
  readonly name: string;
  readonly expected: readonly string[] | undefined;
  readonly actual: readonly string[] | undefined;
}

function differences(
  expected: ReadonlyMap<string, readonly string[]>,
  actual: ReadonlyMap<string, readonly string[]>,
): readonly Difference[] {
  const names = [...new Set([...expected.keys(), ...actual.keys()])];
  return names
    .map((name) => ({ name, expected: expected.get(name), actual: actual.get(name) }))
    .filter((row) => row.expected?.join("\n") !== row.actual?.join("\n"));
}

describe.skipIf(checkout === undefined)(
  "every definition of node-build, against its own bash (skipped unless NODEWRIGHT_NODE_BUILD names a clone)",
  () => {
    const clone = checkout ?? "";
    const directory = join(clone, "share/node-build");
    const names = checkout === undefined ? [] : readdirSync(directory);
    const scratch = mkdtempSync(join(tmpdir(), "nodewright-definitions-"));
    afterAll(() => rmSync(scratch, { recursive: true, force: true }));

    const results = names.map((name) => ({
      name,
      result: importNodeBuildDefinition(readFileSync(join(directory, name), "utf8"), name),
    }));
    const definitions = results.flatMap(({ result }) => (result.kind === "data" ? [result.definition] : []));

    let original: Map<string, string[]>;
    beforeAll(() => {
      original = traceWithBash(clone, directory, INDEX_TAB);
    }, 60_000);

    test("all are data, four of them channels", () => {
      expect(results.filter(({ result }) => result.kind === "program")).toEqual([]);
      expect(definitions.filter(({ kind }) => kind === "channel").map(({ name }) => name)).toEqual([
        "chakracore-nightly",
        "node+v8_canary-nightly",
        "node-nightly",
        "node-rc",
      ]);
      expect(definitions.length).toBeGreaterThanOrEqual(982);
    });

    test("what is declared is what bash would fetch and build: 0 differences", () => {
      expect(original.size).toBe(names.length);
      const declared = new Map(
        definitions.map((definition) => [definition.name, traceOf(definition, INDEX_TAB)]),
      );
      expect(differences(original, declared)).toEqual([]);
    });

    test("what is exported is accepted by node-build and means the same: 0 differences", () => {
      const exported = join(scratch, "exported");
      mkdirSync(exported);
      for (const definition of definitions) {
        writeFileSync(join(exported, definition.name), exportNodeBuildDefinition(definition));
      }
      const again = traceWithBash(clone, exported, INDEX_TAB);
      expect(differences(original, again)).toEqual([]);
    }, 60_000);

    test("what is exported reads back equal", () => {
      const again = definitions.map((definition) =>
        importNodeBuildDefinition(exportNodeBuildDefinition(definition), definition.name),
      );
      expect(again).toEqual(definitions.map((definition) => ({ kind: "data", definition })));
    });
  },
);
