import { describe, expect, test } from "vitest";
import {
  assertKey,
  encodeKey,
  encodeStrictly,
  joinKey,
  normalizePrefix,
} from "../../src/object-store/object-key.js";
import { thrown } from "../helpers/errors.js";

describe("assertKey", () => {
  test("bounds the length in bytes", () => {
    assertKey("\u00e9".repeat(512));
    thrown(() => assertKey("\u00e9".repeat(513)), "ERR_ARTIFACT_KEY");
  });

  test.each(["a/../b", "..", ".", "/", "a/", "\u0000", "\udc00", "C:\\x"])("refuses %j", (key) => {
    thrown(() => assertKey(key), "ERR_ARTIFACT_KEY");
  });
});

test("encodeKey: leaves nothing that a URL or a signature would read otherwise", () => {
  expect(encodeKey("a b/+?#%/'(!)*~.-_")).toBe("a%20b/%2B%3F%23%25/%27%28%21%29%2A~.-_");
  expect(encodeStrictly("a/b")).toBe("a%2Fb");
});

test("normalizePrefix and joinKey", () => {
  expect(normalizePrefix("/./a//b/")).toBe("a/b");
  expect(normalizePrefix("./")).toBe("");
  expect(joinKey(normalizePrefix("/"), "k")).toBe("k");
  expect(joinKey("a", "k")).toBe("a/k");
});
