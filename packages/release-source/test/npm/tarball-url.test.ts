import { expect, test } from "vitest";
import { tarballUrl } from "../../src/npm/tarball-url.js";

const npmjs = "https://registry.npmjs.org/";
const mirror = "https://corp.example/api/npm/";

test.each([
  [
    "https://registry.npmjs.org/npm/-/npm-11.0.0.tgz",
    npmjs,
    "https://registry.npmjs.org/npm/-/npm-11.0.0.tgz",
  ],
  ["https://cdn.example/npm-11.0.0.tgz", npmjs, "https://cdn.example/npm-11.0.0.tgz"],
  [
    "https://registry.npmjs.org/npm/-/npm-11.0.0.tgz",
    mirror,
    "https://corp.example/api/npm/npm/-/npm-11.0.0.tgz",
  ],
  [
    "http://registry.npmjs.org/npm/-/npm-11.0.0.tgz?x=1",
    mirror,
    "https://corp.example/api/npm/npm/-/npm-11.0.0.tgz?x=1",
  ],
  [
    "https://registry.npmjs.org//evil.example/x.tgz",
    mirror,
    "https://corp.example/api/npm//evil.example/x.tgz",
  ],
  ["https://corp.example/other/x.tgz", mirror, "https://corp.example/other/x.tgz"],
  ["npm/-/npm-11.0.0.tgz", mirror, "https://corp.example/api/npm/npm/-/npm-11.0.0.tgz"],
  ["//cdn.example/x.tgz", mirror, "https://cdn.example/x.tgz"],
])("tarballUrl(%s, %s)", (tarball, registry, expected) => {
  expect(tarballUrl(tarball, registry)).toBe(expected);
});

test.each([
  "file:///etc/passwd",
  "data:,x",
  "javascript:alert(1)",
  "ftp://h/x.tgz",
  "https://",
  "http://[/x",
])("tarballUrl(%s) is no address to fetch from", (tarball) => {
  expect(tarballUrl(tarball, npmjs)).toBeUndefined();
});
