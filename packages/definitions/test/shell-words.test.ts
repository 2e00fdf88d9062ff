import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { quoteWord, shellWords } from "../src/shell-words.js";

describe("shellWords", () => {
  test.each([
    ["", []],
    ["  # a comment", []],
    ['binary linux-x64 "https://a/b.tar.gz#00ff"', ["binary", "linux-x64", "https://a/b.tar.gz#00ff"]],
    ["echo 'a $b' c # d", ["echo", "a $b", "c"]],
    ["echo a\"b c\"'d'", ["echo", "ab cd"]],
    ["install_package \"\" '#'", ["install_package", "", "#"]],
    ["\techo\ta", ["echo", "a"]],
  ])("reads %j", (line, words) => {
    expect(shellWords(line)).toEqual(words);
  });

  test.each([
    "echo $HOME",
    'echo "$HOME"',
    "echo `id`",
    'echo "`id`"',
    "a; b",
    "a && b",
    "a | b",
    "a > b",
    "a \\",
    'a "\\n"',
    "f() {",
    "}",
    "echo *",
    "echo ~",
    "echo a?",
    "echo [a]",
    "echo {a,b}",
    "! true",
    "echo 'open",
    'echo "open',
    "a\r",
  ])("leaves %j to bash", (line) => {
    expect(shellWords(line)).toBeUndefined();
  });
});

describe("quoteWord", () => {
  test("writes what shellWords reads as one word", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!/[\n\r]/.test(text));
        expect(shellWords(quoteWord(text))).toEqual([text]);
      }),
    );
  });
});
