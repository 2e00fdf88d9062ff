import { expect, it } from "vitest";
import { isArchivePath } from "../../src/archive/format.js";

it.each(["a", "a/b.js", "node_modules/@s/p/index.js", ".env", "a b", "grüße", "a..b", "..."])(
  "%j is a path",
  (path) => {
    expect(isArchivePath(path)).toBe(true);
  },
);

it.each(["", "/a", "a/", "a//b", ".", "./a", "..", "a/../b", "a\\b", "C:\\a", "a\0"])(
  "%j is none",
  (path) => {
    expect(isArchivePath(path)).toBe(false);
  },
);
