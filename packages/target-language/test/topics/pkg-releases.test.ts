import { expect, test } from "vitest";
import { checkPkgReleases, releaseOfRange } from "../../src/topics/pkg-releases.js";
import { wordsOf } from "../../src/topics/pkg-words.js";
import { knowledge, spotOf } from "../support.js";

test.each([
  ["node18", "v18.20.8"],
  ["node22.1", "v22.1.0"],
  ["latest", "v26.13.0"],
  ["m108", "v18.20.8"],
  ["m999", undefined],
  ["node99", undefined],
  ["node>=20", undefined],
])("%s means %s", (range, version) => {
  expect(releaseOfRange(range, knowledge)?.version).toBe(version);
});

test("a missing binary is told of with those that there are", () => {
  const text = "node24-linux-armv7";
  const [finding] = checkPkgReleases(spotOf({ kind: "pkg-target" }, text), wordsOf(text), knowledge);
  expect(finding?.message).toContain("The newest release built for linux-armv7-glibc is v23.11.1");
  expect(finding?.fixes?.map((fix) => fix.text)).toEqual([
    "node22-linux-armv7",
    expect.stringMatching(/^node24-linux-/),
    expect.stringMatching(/^node24-linux-/),
    expect.stringMatching(/^node24-/),
  ]);
});
