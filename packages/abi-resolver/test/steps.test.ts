import { describe, expect, test } from "vitest";
import { indexAt, readSteps } from "../src/steps.js";
import { parseVersion } from "../src/version.js";

const steps = readSteps("1.0.0:42 2.0.0-beta.2:43 2.1.0:- 3.0.0:44?");

test("readSteps reads reserved and unknown values", () => {
  expect(steps.map(({ value, isReserved }) => [value, isReserved])).toEqual([
    ["42", false],
    ["43", false],
    [null, false],
    ["44", true],
  ]);
});

describe("indexAt", () => {
  test.each([
    ["0.9.9", -1],
    ["1.0.0-rc.1", -1],
    ["1.0.0", 0],
    ["2.0.0-beta.1", 0],
    ["2.0.0-beta.2", 1],
    ["2.0.0", 1],
    ["2.1.0", 2],
    ["99.0.0", 3],
  ])("finds the last step at or below %s", (version, index) => {
    expect(indexAt(steps, parseVersion(version))).toBe(index);
  });
});
