import { expect, test } from "vitest";
import { describeLine, endOfLife, nameOfLine, newestOf, supportedLines } from "../src/release-facts.js";
import { knowledge } from "./support.js";

test.each([
  ["v18", "Node.js 18 (Hydrogen)", "end of life since 2025-04-30", "2025-04-30"],
  ["v24", "Node.js 24 (Krypton)", "maintenance, end of life on 2028-04-30", undefined],
  ["v26", "Node.js 26 (Lithium)", "active LTS, end of life on 2029-04-30", undefined],
  ["v99", "Node.js 99", "", undefined],
])("%s is %s: %s", (line, name, description, end) => {
  expect(nameOfLine(line, knowledge)).toBe(name);
  expect(describeLine(line, knowledge)).toBe(description);
  expect(endOfLife(line, knowledge)).toBe(end);
});

test("the clock decides", () => {
  const earlier = { ...knowledge, now: new Date("2025-04-29") };
  expect(endOfLife("v18", earlier)).toBeUndefined();
  expect(supportedLines(earlier)).toContain("v18");
});

test("lines with long-term support come first", () => {
  expect(supportedLines(knowledge)).toEqual(["v26", "v24", "v22"]);
  expect(supportedLines({ ...knowledge, now: new Date("2025-06-01") })).toEqual(["v22", "v20", "v24"]);
});

test("the newest release of a line", () => {
  expect(newestOf("v18", knowledge)?.row.version).toBe("v18.20.8");
  expect(newestOf("v99", knowledge)).toBeUndefined();
});
