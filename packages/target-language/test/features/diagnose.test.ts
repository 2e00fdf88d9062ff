import { expect, test } from "vitest";
import { MAX_CHARACTERS } from "../../src/documents/read-spots.js";
import { diagnose, quickFixes } from "../../src/features/diagnose.js";
import { context, packageJson } from "../support.js";

const document = packageJson({ pkg: { targets: ["node18-linux-x64", "node24-lnux-x64"] } });
const whole = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

test("findings have places in lines, and who found them", () => {
  expect(diagnose(document, context)).toEqual([
    {
      code: "end-of-life",
      severity: 2,
      source: "nodewright",
      message: expect.stringContaining("2025-04-30"),
      range: { start: { line: 3, character: 7 }, end: { line: 3, character: 13 } },
    },
    expect.objectContaining({ code: "unknown-word", severity: 1 }),
  ]);
});

test("codes that are ignored are not given", () => {
  expect(diagnose(document, { ...context, ignore: ["end-of-life"] }).map(({ code }) => code)).toEqual([
    "unknown-word",
  ]);
});

test("fixes are those of the range, the first of each diagnostic preferred", () => {
  const line = { start: { line: 4, character: 0 }, end: { line: 4, character: 80 } };
  expect(quickFixes(document, line, context)).toEqual([
    {
      title: "Change lnux to linux",
      diagnostic: expect.objectContaining({ code: "unknown-word" }),
      edits: [
        { range: { start: { line: 4, character: 14 }, end: { line: 4, character: 18 } }, newText: "linux" },
      ],
      isPreferred: true,
    },
  ]);
  const all = quickFixes(document, whole, context);
  expect(all.filter(({ isPreferred }) => isPreferred)).toHaveLength(2);
});

test("a file that is too large is told so", () => {
  const text = " ".repeat(MAX_CHARACTERS + 1);
  expect(diagnose({ uri: "package.json", text }, context)).toEqual([
    expect.objectContaining({ code: "too-large", severity: 3 }),
  ]);
  expect(diagnose({ uri: "other.json", text }, context)).toEqual([]);
});

test("what does not fit a schema", () => {
  expect(diagnose(packageJson({ pkg: { sea: "yes" } }), context)).toEqual([
    expect.objectContaining({ code: "schema", message: "pkg.sea must be true or false" }),
  ]);
  expect(diagnose({ uri: "definitions/a.yaml", text: "kind: x\n" }, context)).toEqual([]);
});
