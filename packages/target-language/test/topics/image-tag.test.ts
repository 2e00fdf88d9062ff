import { expect, test } from "vitest";
import { checkImageTag, describeImageTag, suggestImageTags } from "../../src/topics/image-tag.js";
import { knowledge, spotOf } from "../support.js";

const check = (text: string) =>
  checkImageTag(spotOf({ kind: "image-tag" }, text), knowledge).map(({ code, start, end, fixes = [] }) => [
    code,
    text.slice(start, end),
    fixes[0]?.text,
  ]);

test.each([
  "24",
  "24.1",
  "24.1.0-alpine",
  "lts",
  "lts-bookworm-slim",
  "krypton",
  "alpine3.23",
  "slim",
  "current",
  "latest",
  "24-trixie",
  "$V-slim",
  "",
])("%s is right", (text) => {
  expect(check(text)).toEqual([]);
});

test.each([
  ["18-alpine", [["end-of-life", "18", "26"]]],
  ["hydrogen", [["end-of-life", "hydrogen", "lithium"]]],
  ["18.20.8", [["end-of-life", "18.20.8", "26.13.0"]]],
  ["v24-slim", [["foreign-spelling", "v24", "24"]]],
  ["24.x", [["foreign-spelling", "24.x", "24"]]],
  ["Krypton", [["foreign-spelling", "Krypton", "krypton"]]],
  ["kripton", [["unknown-word", "kripton", "krypton"]]],
  ["24-alpne", [["unknown-word", "alpne", "alpine"]]],
  ["24-slim-bookworm", [["unknown-word", "slim-bookworm", "bookworm-slim"]]],
  ["24-buster-slim", [["no-binary", "buster-slim", "trixie-slim"]]],
  ["24.99", [["no-release", "24.99", undefined]]],
] as const)("%s: %j", (text, findings) => {
  expect(check(text)).toEqual(findings);
});

test("tags are offered, each of them right", () => {
  const texts = suggestImageTags(knowledge).map(({ text }) => text);
  expect(texts).toEqual(expect.arrayContaining(["26", "24-alpine", "22-bookworm-slim", "lts-slim"]));
  for (const text of texts) expect(check(text)).toEqual([]);
});

test("a tag is told of", () => {
  expect(describeImageTag("22-alpine", knowledge)).toContain("Node.js 22 (Jod)");
  expect(describeImageTag("nonsense", knowledge)).toBeUndefined();
});
