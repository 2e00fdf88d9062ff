import { expect, test } from "vitest";
import { redactUrl } from "../src/redact-url.js";

test.each([
  ["https://nodejs.org/dist/index.json", "https://nodejs.org/dist/index.json"],
  ["https://me:secret@host/x", "https://***@host/x"],
  ["https://me:se@cret@host:8080/x?y", "https://***@host:8080/x?y"],
  ["https://token@host", "https://***@host"],
  ["https://host/a@b", "https://host/a@b"],
  ["https://host?a@b", "https://host?a@b"],
  ["no url", "no url"],
])("redactUrl %s is %s", (url, shown) => {
  expect(redactUrl(url)).toBe(shown);
});
