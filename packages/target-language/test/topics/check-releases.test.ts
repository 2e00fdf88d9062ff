import { ReleaseIndexError } from "@nodewright/release-index";
import { expect, test } from "vitest";
import { asReleaseError, checkRefusal, checkRelease, findRelease } from "../../src/topics/check-releases.js";
import { knowledge } from "../support.js";

const placeOf = (text: string) => ({
  start: 0,
  end: text.length,
  text,
  rewrite: (line: string) => line.slice(1),
});

test("a release past its end is told of with its day, and lines to take instead", () => {
  const release = findRelease({ spec: "18", dialect: "nvm" }, knowledge);
  const [finding, ...others] = checkRelease(release, placeOf("18"), knowledge);
  expect(others).toEqual([]);
  expect(finding).toMatchObject({ code: "end-of-life", message: expect.stringContaining("2025-04-30") });
  expect(finding?.fixes?.map(({ text }) => text)).toEqual(["26", "24", "22"]);
  const supported = findRelease({ spec: "24", dialect: "nvm" }, knowledge);
  expect(checkRelease(supported, placeOf("24"), knowledge)).toEqual([]);
});

test.each([
  ["lts", "nvm", "invalid-version", 1],
  ["22.99.0", "nvm", "no-release", 3],
  ["22.11.9", "nvm", "no-release", 3],
  ["17.8.9", "nvm", "no-release", 3],
  ["99", "nvm", "no-release", 3],
  ["24.0.0-rc.1", "nvm", undefined, undefined],
  [">=99", "engines", "no-release", 3],
  ["<0.1", "engines", "no-release", 2],
] as const)("%s in %s is refused as %s", (spec, dialect, code, severity) => {
  try {
    findRelease({ spec, dialect }, knowledge);
    expect.unreachable();
  } catch (error) {
    const [finding] = checkRefusal(asReleaseError(error), placeOf(spec), { dialect, knowledge });
    expect([finding?.code, finding?.severity]).toEqual([code, severity]);
  }
});

test("an answer is remembered, a refusal too", () => {
  const question = { spec: "lts/jod", dialect: "nvm" } as const;
  expect(findRelease(question, knowledge)).toBe(findRelease(question, knowledge));
  expect(() => findRelease({ spec: "lts", dialect: "nvm" }, knowledge)).toThrow(ReleaseIndexError);
  expect(() => findRelease({ spec: "lts", dialect: "nvm" }, knowledge)).toThrow(ReleaseIndexError);
});

test("a defect is not taken for a refusal", () => {
  expect(() => asReleaseError(new RangeError("x"))).toThrow(RangeError);
});
