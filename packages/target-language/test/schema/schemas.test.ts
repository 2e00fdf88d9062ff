import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { itemSchema, memberSchema, schemaOf, schemasAt } from "../../src/schema/schemas.js";

test("the JSON schemas are those of the zod schemas", async () => {
  const script = fileURLToPath(new URL("../../scripts/make-json-schemas.mjs", import.meta.url));
  await promisify(execFile)(process.execPath, [script, "--check"]);
});

test.each(["binary", "definition", "lockfile", "package", "pkg", "prebuild-manifest"])(
  "%s.schema.json is published, and describes its members",
  async (name) => {
    const file = fileURLToPath(
      import.meta.resolve(`@nodewright/target-language/schemas/${name}.schema.json`),
    );
    const text = await readFile(file, "utf8");
    expect(JSON.parse(text)).toMatchObject({
      $schema: "http://json-schema.org/draft-07/schema#",
      title: expect.any(String),
    });
    expect(text.match(/"description"/g)?.length).toBeGreaterThan(4);
  },
);

test("a kind of file has its schema", () => {
  expect(schemaOf("package.json")?.properties).toHaveProperty("pkg");
  expect(schemaOf("lockfile")?.properties).toHaveProperty("lockfileVersion");
  expect(schemaOf("dockerfile")).toBeUndefined();
  expect(schemaOf(undefined)).toBeUndefined();
});

test("what may stand at a path: members, items, choices", () => {
  const schema = schemaOf("package.json");
  if (schema === undefined) throw new Error("no schema");
  expect(schemasAt(schema, ["pkg", "sea"])).toEqual([expect.objectContaining({ type: "boolean" })]);
  expect(schemasAt(schema, ["pkg", "targets", 0]).map(({ type }) => type)).toEqual(["string"]);
  expect(schemasAt(schema, ["pkg", "deployFiles", 0, 2]).map(({ type }) => type)).toEqual(["string"]);
  expect(schemasAt(schema, ["toString"])).not.toContain(Object.prototype.toString);
  expect(memberSchema({ additionalProperties: false }, "x")).toBeUndefined();
  expect(itemSchema({ items: [{ type: "a" }], additionalItems: { type: "b" } }, 1)).toEqual({ type: "b" });
});
