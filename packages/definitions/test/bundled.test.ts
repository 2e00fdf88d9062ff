import { describe, expect, test } from "vitest";
import { bundled, bundledDefinition } from "../src/bundled.js";
import {
  checkDefinition,
  exportNodeBuildDefinition,
  importNodeBuildDefinition,
  lintDefinition,
  sortDefinitionNames,
} from "../src/index.js";
import { lifecycle } from "./lifecycle.js";

describe("bundled", () => {
  const { definitions } = bundled;

  test("every one is valid, can be exported, and reads back equal", () => {
    for (const definition of definitions) {
      expect(checkDefinition(definition, definition.name)).toEqual(definition);
      expect(importNodeBuildDefinition(exportNodeBuildDefinition(definition), definition.name)).toEqual({
        kind: "data",
        definition,
      });
    }
  });

  test("has what no index lists, and no release", () => {
    const names = definitions.map(({ name }) => name);
    expect(names).toEqual(sortDefinitionNames(names));
    expect(names).toEqual(
      expect.arrayContaining(["iojs-3.3.1", "chakracore-8.1.2", "node-nightly", "22.x-dev"]),
    );
    expect(names.filter((name) => /^\d+\.\d+\.\d+$/.test(name))).toEqual([]);
  });

  test("every archive of a bundled release is pinned by SHA-256", () => {
    const rules = definitions.flatMap((definition) => lintDefinition(definition, lifecycle));
    const weak = new Set(["bad-digest", "weak-digest", "plain-http", "unknown-step"]);
    expect(rules.filter(({ rule }) => weak.has(rule))).toEqual([]);
    expect(rules.filter(({ rule }) => rule === "no-digest")).toEqual([]);
  });
});

test("bundledDefinition finds by name", () => {
  expect(bundledDefinition("graal+ce-19.2.1")).toMatchObject({ packages: [{ steps: ["graal"] }] });
  expect(bundledDefinition("24.1.0")).toBeUndefined();
});
