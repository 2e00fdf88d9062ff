import { expect, test } from "vitest";
import { readPackageJson, topicAt } from "../../src/documents/package-json.js";

test("the words of a package.json, each with its topic and place", () => {
  const text = `{
  "os": ["linux", "!win32"],
  "libc": "musl",
  "engines": { "node": ">=22", "npm": "10" },
  "volta": { "node": "24.1.0" },
  "devEngines": { "runtime": [{ "name": "bun", "version": "1" }, { "name": "node", "version": "^24" }] },
  "pkg": { "targets": ["host", "node24-linux-x64"] }
}`;
  const spots = readPackageJson(text);
  expect(spots.map(({ topic, text: word }) => [topic, word])).toEqual([
    [{ kind: "npm-word", field: "os" }, "linux"],
    [{ kind: "npm-word", field: "os" }, "!win32"],
    [{ kind: "npm-word", field: "libc" }, "musl"],
    [{ kind: "version", dialect: "engines" }, ">=22"],
    [{ kind: "version", dialect: "volta" }, "24.1.0"],
    [{ kind: "version", dialect: "devEngines" }, "^24"],
    [{ kind: "pkg-target" }, "host"],
    [{ kind: "pkg-target" }, "node24-linux-x64"],
  ]);
  for (const { start, end, text: word } of spots) expect(text.slice(start, end)).toBe(word);
  expect(spots.at(-1)?.before).toEqual(["host"]);
});

test("a text with escapes, and one without its last quote", () => {
  expect(readPackageJson('{"volta": {"node": "24\\u002e1"}}')).toEqual([]);
  expect(readPackageJson('{"volta": {"node": "24.1')).toEqual([
    expect.objectContaining({ text: "24.1", start: 20, end: 24 }),
  ]);
});

test.each([
  [["pkg", "targets", 3], "pkg-target"],
  [["pkg", "targets", 3, 1], undefined],
  [["engines", "node"], "version"],
  [["devEngines", "runtime", "version"], "version"],
  [["devEngines", "runtime", 0, "version"], "version"],
  [["devEngines", "packageManager", "version"], undefined],
  [["os", "x"], undefined],
  [["cpu", 0], "npm-word"],
  [[], undefined],
])("at %j the topic is %s", (path, kind) => {
  expect(topicAt(path)?.kind).toBe(kind);
});
