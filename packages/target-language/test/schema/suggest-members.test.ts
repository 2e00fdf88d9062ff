import { expect, test } from "vitest";
import { readJson } from "../../src/documents/json-tree.js";
import { schemaOf } from "../../src/schema/schemas.js";
import { describeMember, suggestKeys, suggestValues } from "../../src/schema/suggest-members.js";

const schema = schemaOf("package.json") ?? {};

test("keys that are there already are not offered again", () => {
  const root = readJson('{"pkg": {"scripts": [], "targets": []}}');
  const keys = suggestKeys(schema, ["pkg"], root).map(({ text }) => text);
  expect(keys).toEqual(expect.arrayContaining(["assets", "compress"]));
  expect(keys).not.toContain("scripts");
  expect(suggestKeys(schema, ["pkg", "targets"], root)).toEqual([]);
  expect(suggestKeys(schema, [], undefined).map(({ text }) => text)).toEqual(["pkg", "binary"]);
});

test("values are those that the schema names", () => {
  expect(suggestValues(schema, ["pkg", "sea"]).map(({ text }) => text)).toEqual(["true", "false"]);
  expect(suggestValues(schemaOf("definition") ?? {}, ["notice"]).map(({ text }) => text)).toEqual([
    '"end-of-life"',
    '"maintenance"',
  ]);
  expect(suggestValues(schema, ["pkg", "outputPath"])).toEqual([]);
});

test("a member is told of", () => {
  expect(describeMember(schema, ["pkg", "targets"])).toContain("node24-linux-x64");
  expect(describeMember(schema, ["name"])).toBeUndefined();
});
