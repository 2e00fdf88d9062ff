import { parseTarget } from "@nodewright/target-triple";
import { expect, test } from "vitest";
import { publishersOf } from "../src/publishers.js";
import { context } from "./support.js";

test.each([
  ["linux-x64-glibc", ["nodejs.org", "npm registry"]],
  ["linux-x64-musl", ["nodejs.org", "unofficial-builds.nodejs.org"]],
  ["linux-arm64-musl", ["unofficial-builds.nodejs.org"]],
  ["linux-armv7-glibc", ["nodejs.org", "npm registry"]],
  ["freebsd-x64", []],
])("%s is published by %j", (text, names) => {
  const [target] = parseTarget(text, "canonical").candidates;
  if (target === undefined) throw new Error(text);
  expect(publishersOf(target, context).map(({ name }) => name)).toEqual(names);
});

test("of those in the index, the first and last release", () => {
  const [target] = parseTarget("linux-armv7-glibc", "canonical").candidates;
  if (target === undefined) throw new Error("no target");
  expect(publishersOf(target, context)[0]).toEqual({
    name: "nodejs.org",
    detail: "v4.0.0 to v23.11.1",
    isListed: true,
  });
});
