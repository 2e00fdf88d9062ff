import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parsePax } from "../../src/unpack/pax.js";

function record(key: string, value: string): string {
  const body = ` ${key}=${value}\n`;
  const size = Buffer.byteLength(body);
  let length = size + 1;
  while (String(length).length + size !== length) {
    length = String(length).length + size;
  }
  return `${length}${body}`;
}

describe("parsePax", () => {
  test("reads path, link and size, whatever stands between", () => {
    const text =
      record("mtime", "1.5") + record("path", "größe=a\nb") + record("linkpath", "x") + record("size", "42");
    expect(parsePax(Buffer.from(text))).toEqual({ path: "größe=a\nb", linkpath: "x", size: 42 });
  });

  test("the last of several records of a key counts", () => {
    expect(parsePax(Buffer.from(record("path", "a") + record("path", "b")))).toEqual({ path: "b" });
  });

  test("notices sparse files", () => {
    expect(parsePax(Buffer.from(record("GNU.sparse.major", "1")))).toEqual({ isSparse: true });
  });

  test.each([
    "path=a\n",
    "8 path=a",
    "99 path=a\n",
    "7 path=a\n",
    "0 path=a\n",
    "-9 path=a\n",
    "9  path=a\n",
    "5 abc\n",
    "4 =a\n",
    " 9 path=a\n",
    record("size", "-1"),
    record("size", "1e3"),
    record("size", "9".repeat(16)),
  ])("refuses %j", (text) => {
    expect(parsePax(Buffer.from(text))).toBeUndefined();
  });

  test("reads back any path", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 40 }),
        fc.string({ unit: "binary", maxLength: 40 }),
        (path, comment) => {
          const text = record("comment", comment) + record("path", path);
          expect(parsePax(Buffer.from(text))?.path).toBe(Buffer.from(path).toString());
        },
      ),
    );
  });
});
