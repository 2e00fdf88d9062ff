import { expect, it } from "vitest";
import { resolveUrl } from "../../src/config/resolve-url.js";

it.each([
  ["https://a.example/x/", "./v1/Release/", "https://a.example/x/v1/Release/"],
  ["https://a.example/x/", "", "https://a.example/x/"],
  ["https://a.example/x/", "n-v1+2.tar.gz", "https://a.example/x/n-v1+2.tar.gz"],
  ["file:///srv/", "./a/", "file:///srv/a/"],
  ["binary-path/", "bucket/", "binary-path/bucket/"],
])("%s and %s", (base, path, url) => {
  expect(resolveUrl(base, path)).toBe(url);
});
