import { expect, test } from "vitest";
import { filePathOf, nameInUrl, requestUrl } from "../../src/install/locations.js";

test.each([
  ["file:///srv/mirror/a.tar.gz", "/srv/mirror/a.tar.gz"],
  ["file:///srv/a%20mirror/a.tar.gz", "/srv/a mirror/a.tar.gz"],
  ["file:///srv/100%/a.tar.gz", "/srv/100%/a.tar.gz"],
  ["file://./mirror/a.tar.gz", "./mirror/a.tar.gz"],
])("filePathOf(%j)", (url, path) => {
  expect(filePathOf(url)).toBe(path);
});

test.each([
  ["https://a.example/v1+2/b+c.tar.gz", "https://a.example/v1%2B2/b%2Bc.tar.gz"],
  ["https://a.example/b.tar.gz?sig=a+b", "https://a.example/b.tar.gz?sig=a+b"],
])("requestUrl(%j)", (url, expected) => {
  expect(requestUrl(url)).toBe(expected);
});

test.each([
  ["https://a.example/v1/b.tar.gz.json?x=/y#z", "b.tar.gz.json"],
  ["file:///srv/b.json", "b.json"],
])("nameInUrl(%j)", (url, expected) => {
  expect(nameInUrl(url)).toBe(expected);
});
