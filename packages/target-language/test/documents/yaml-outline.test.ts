import fc from "fast-check";
import { expect, test } from "vitest";
import { isPair, isScalar, isSeq, parseDocument, stringify, visit } from "yaml";
import { readYaml } from "../../src/documents/yaml-outline.js";

function read(text: string) {
  return readYaml(text).map(({ path, text: word, start, end }) => {
    expect(text.slice(start, end)).toBe(word);
    return [path.join("."), word];
  });
}

test.each([
  [
    "a: 1\nb: 'x y' # c\n",
    [
      ["a", "1"],
      ["b", "x y"],
    ],
  ],
  [
    "a:\n  - 1\n  - b: 2\n    c: 3\n  -\n    - 4\n",
    [
      ["a.0", "1"],
      ["a.1.b", "2"],
      ["a.1.c", "3"],
      ["a.2.0", "4"],
    ],
  ],
  [
    "a:\n- 1\n- 2\nb: 3",
    [
      ["a.0", "1"],
      ["a.1", "2"],
      ["b", "3"],
    ],
  ],
  [
    "a: [1, 'x', {b: 2, c: [3]}]\nd: 4",
    [
      ["a.0", "1"],
      ["a.1", "x"],
      ["a.2.b", "2"],
      ["a.2.c.0", "3"],
      ["d", "4"],
    ],
  ],
  [
    "a: [\n  1, # one\n  2\n]\nb: 3",
    [
      ["a.0", "1"],
      ["a.1", "2"],
      ["b", "3"],
    ],
  ],
  ["a: |\n  b: 1\n\n  c: 2\nd: 3", [["d", "3"]]],
  ["- |\n  x: 1\n- b: >-\n    y: 2\n  c: 3", [["1.c", "3"]]],
  [
    "a:\nb: 1",
    [
      ["a", ""],
      ["b", "1"],
    ],
  ],
  ["a:", [["a", ""]]],
  [
    "a: &x 1\nb: *x\nc: !!str 2",
    [
      ["a", "1"],
      ["c", "2"],
    ],
  ],
  [
    "a: http://x#y\nb: x:y",
    [
      ["a", "http://x#y"],
      ["b", "x:y"],
    ],
  ],
  [
    "a: one\n  two\nb: 3",
    [
      ["a", "one"],
      ["b", "3"],
    ],
  ],
  [
    "---\na: 1\n---\nb: 2",
    [
      ["a", "1"],
      ["b", "2"],
    ],
  ],
  [
    "\uFEFFa: 1\r\nb:\r\n  - 2\r\n",
    [
      ["a", "1"],
      ["b.0", "2"],
    ],
  ],
  [
    '{"a": [1, "b"], "c": {"d": 2}}',
    [
      ["a.0", "1"],
      ["a.1", "b"],
      ["c.d", "2"],
    ],
  ],
  [
    "\"a b\": 1\n'c': 2",
    [
      ["a b", "1"],
      ["c", "2"],
    ],
  ],
  [
    "a: [1, 2",
    [
      ["a.0", "1"],
      ["a.1", "2"],
    ],
  ],
  ["a: {b: 'x", [["a.b", "x"]]],
  ['a: "x\nb: 1', [["a", "x\nb: 1"]]],
  ["", []],
] as const)("%j", (text, scalars) => {
  const found = read(text);
  if (text.startsWith('a: "x')) expect(found[0]?.[0]).toBe("a");
  else expect(found).toEqual(scalars);
});

/** The scalars that the package yaml finds. */
function oracle(text: string): [string, string][] {
  const found: [string, string][] = [];
  visit(parseDocument(text), {
    Scalar(key, node, ancestors) {
      if (key === "key") return;
      const path = [...ancestors, node].flatMap((one, i, all) => stepOf(one, all[i + 1]));
      found.push([path.join("."), node.source ?? ""]);
    },
  });
  return found;
}

function stepOf(parent: unknown, child: unknown): (string | number)[] {
  if (isSeq(parent)) return [parent.items.indexOf(child)];
  return isPair(parent) && isScalar(parent.key) ? [String(parent.key.value)] : [];
}

const word = fc.stringMatching(/^[a-z][a-z0-9./*>=-]{0,8}$/);
const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    word,
    fc.integer({ min: 0, max: 99 }),
    fc.array(tie("value"), { minLength: 1, maxLength: 3 }),
    fc.dictionary(word, tie("value"), { minKeys: 1, maxKeys: 3, noNullPrototype: true }),
  ),
})).value;
const whole = fc.dictionary(word, value, { minKeys: 1, maxKeys: 4, noNullPrototype: true });

test("what the package yaml writes is read as it reads it, in every style", () => {
  const styles = fc.record({
    collectionStyle: fc.constantFrom("any" as const, "block" as const, "flow" as const),
    indentSeq: fc.boolean(),
    indent: fc.integer({ min: 1, max: 4 }),
    lineWidth: fc.constant(0),
    singleQuote: fc.boolean(),
  });
  fc.assert(
    fc.property(whole, styles, fc.boolean(), (content, style, isCrlf) => {
      const written = stringify(content, style);
      const text = isCrlf ? written.replaceAll("\n", "\r\n") : written;
      expect(read(text)).toEqual(oracle(text));
    }),
    { numRuns: 150 },
  );
});

test("no text makes it throw, or go on for ever", () => {
  const piece = fc.constantFrom(
    "a",
    ":",
    " ",
    "\n",
    "- ",
    "[",
    "]",
    "{",
    "}",
    ",",
    "'",
    '"',
    "#",
    "|",
    "&",
    "*",
    "\r",
    "\t",
  );
  fc.assert(
    fc.property(fc.string({ unit: piece, maxLength: 60 }), (text) => {
      for (const { start, end } of readYaml(text)) {
        if (start < 0 || end > text.length || start > end) throw new Error(`${start} to ${end}`);
      }
    }),
    { numRuns: 1000 },
  );
});
