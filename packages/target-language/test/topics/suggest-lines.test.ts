import { specDialects } from "@nodewright/release-index";
import { expect, test } from "vitest";
import { findRelease } from "../../src/topics/check-releases.js";
import { suggestLines } from "../../src/topics/suggest-lines.js";
import { knowledge } from "../support.js";

test.each(specDialects)("what is offered for %s is what it reads, and supported", (dialect) => {
  const suggestions = suggestLines(dialect, knowledge);
  expect(suggestions.length).toBeGreaterThan(2);
  for (const { text } of suggestions)
    expect(findRelease({ spec: text, dialect }, knowledge).version).toMatch(/^v2[246]/);
});

test("a line is told of", () => {
  expect(suggestLines("nvm", knowledge)[1]).toEqual({
    text: "lts/lithium",
    detail: "Node.js 26 (Lithium): active LTS, end of life on 2029-04-30",
  });
});
