import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nameRules, parseEntryPath, pathKey, unsafeEntry } from "../../src/unpack/entry-path.js";

const posix = { isWindows: false, isCaseless: false };
const windows = { isWindows: true, isCaseless: true };

describe("parseEntryPath", () => {
  test.each([
    ["node/bin/node", ["node", "bin", "node"]],
    ["./node//bin/./node/", ["node", "bin", "node"]],
    [".", []],
    ["..a/b../...", ["..a", "b..", "..."]],
    ["a b/größe/\u{1F600}", ["a b", "größe", "\u{1F600}"]],
    ["a\\b", ["a\\b"]],
    ["con/aux.txt", ["con", "aux.txt"]],
    ["x".repeat(255), ["x".repeat(255)]],
  ])("splits %j", (name, components) => {
    expect(parseEntryPath(name, posix)).toEqual({ components });
  });

  test.each([
    "",
    "/etc/passwd",
    "//host/share",
    "\\evil",
    "\\\\host\\share",
    "C:/evil",
    "c:\\evil",
    "..",
    "../evil",
    "a/../../evil",
    "a/..",
    "a/../b",
    "..\\evil",
    "a\\..\\..\\evil",
    "a/..\\evil",
    "a\0b",
    "a\uFFFDb",
    "x".repeat(256),
    "é".repeat(128),
  ])("refuses %j everywhere", (name) => {
    expect(parseEntryPath(name, posix)).toHaveProperty("refused");
    expect(parseEntryPath(name, windows)).toHaveProperty("refused");
  });

  test.each([
    "con",
    "dir/NUL",
    "aux.txt",
    "COM1.tar.gz",
    "lpt9",
    "com\u00b9",
    "CON .txt",
    "CONIN$",
    "a:b",
    "C:evil",
    "file.",
    "file ",
    "a?b",
    "a<b",
    'a"b',
    "a|b",
    "a*b",
    "a\u0001b",
    "a\\b",
  ])("refuses %j for Windows alone", (name) => {
    expect(parseEntryPath(name, windows)).toHaveProperty("refused");
    expect(parseEntryPath(name, posix)).toHaveProperty("components");
  });

  test.each(["console", "com", "com10", "nullable", "auxiliary.txt", ".gitignore", "a.b.c"])(
    "lets %j pass on Windows",
    (name) => {
      expect(parseEntryPath(name, windows)).toHaveProperty("components");
    },
  );

  test("what it accepts never leads out, by either separator", () => {
    const part = fc.oneof(fc.constantFrom("..", ".", "", "a", "/", "\\", "C:", "..\\", "a\\b"), fc.string());
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const parsed = parseEntryPath(parts.join("/"), posix);
        if ("components" in parsed) {
          const pieces = parsed.components.flatMap((component) => component.split("\\"));
          expect(pieces).not.toContain("..");
          expect(parsed.components.join("/")).not.toMatch(/^[/\\]|^[a-z]:[/\\]/i);
        }
      }),
    );
  });
});

describe("nameRules", () => {
  test.each([
    ["linux", false, false],
    ["darwin", false, true],
    ["win32", true, true],
  ] as const)("of %s hold beside those of this platform", (platform, isWindows, isCaseless) => {
    const own = nameRules(process.platform);
    expect(nameRules(platform)).toEqual({
      isWindows: isWindows || own.isWindows,
      isCaseless: isCaseless || own.isCaseless,
    });
  });
});

describe("pathKey", () => {
  test("is one for names that a caseless file system takes for one", () => {
    expect(pathKey("README", windows)).toBe(pathKey("readme", windows));
    expect(pathKey("gr\u00f6\u00dfe", windows)).toBe(pathKey("gro\u0308\u00dfe", windows));
    expect(pathKey("README", posix)).not.toBe(pathKey("readme", posix));
  });
});

describe("unsafeEntry", () => {
  test("shows the name so that it can do no harm on a terminal, and not all of a long one", () => {
    expect(unsafeEntry("\u001b[2Jevil", "is bad", "a.tar").message).toBe(
      'Cannot unpack a.tar: its entry "\\u001b[2Jevil" is bad',
    );
    expect(unsafeEntry("x".repeat(5000), "is bad", "a.tar").message.length).toBeLessThan(400);
  });
});
