import { expect, test } from "vitest";
import { checkDialect } from "../src/check-dialect.js";
import { dataDate, dataVersion, dialects, formatTarget, listTargets, parseTarget } from "../src/index.js";
import { errorOf } from "./error-of.js";

test("dialects: each has a name of its own and a source", () => {
  expect(new Set(dialects.map(({ name }) => name)).size).toBe(37);
  for (const { name, source } of dialects) expect(source, name).not.toBe("");
});

test("dialects: lossy are those in which some target shares its spelling with another", () => {
  for (const { name, lossy } of dialects) {
    const texts = listTargets().map((target) => formatTarget(target, name));
    const leaves = texts
      .filter((text) => text !== null)
      .map((text) => parseTarget(text, name).candidates.length);
    expect([name, leaves.some((count) => count > 1)]).toEqual([name, lossy]);
  }
});

test("checkDialect passes the names and refuses others, with the nearest as hint", () => {
  for (const { name } of dialects) expect(() => checkDialect(name)).not.toThrow();
  const check = (name: string) => errorOf(() => Reflect.apply(checkDialect, undefined, [name]));
  expect(check("rst")).toMatchObject({ code: "ERR_TARGET_UNKNOWN_DIALECT", hint: 'did you mean "rust"?' });
  expect(check("something else entirely").hint).toContain("canonical, dist");
});

test("the data says its version and the day it was read", () => {
  expect(dataVersion).toBe(dataDate.replaceAll("-", "."));
  expect(dataDate).toMatch(/^\d{4}-\d\d-\d\d$/);
});
