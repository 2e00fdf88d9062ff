import { expect, test } from "vitest";
import { canonicalParts, canonicalText } from "../src/canonical.js";
import { createTarget } from "../src/index.js";

test.each([
  ["linux-x64-glibc", { os: "linux", arch: "x64", libc: "glibc" }],
  ["linux-armv6-musl", { os: "linux", arch: "arm", armVersion: "6", libc: "musl" }],
  ["linux-ppc64be-glibc", { os: "linux", arch: "ppc64", endian: "big", libc: "glibc" }],
  ["freebsd-ppc64le", { os: "freebsd", arch: "ppc64", endian: "little" }],
  ["aix-ppc64", { os: "aix", arch: "ppc64" }],
  ["android-arm", { os: "android", arch: "arm" }],
  ["win32-x64-gnu", { os: "win32", arch: "x64", variant: "gnu" }],
  ["win32-x64+baseline", { os: "win32", arch: "x64", variant: "baseline" }],
  ["linux-x64-musl+x86_64_v3", { os: "linux", arch: "x64", libc: "musl", cpuLevel: "x86_64_v3" }],
  [
    "linux-x64-glibc+debug+x86_64_v2",
    { os: "linux", arch: "x64", libc: "glibc", variant: "debug", cpuLevel: "x86_64_v2" },
  ],
  ["linux-arm64-musl+armv8.2a", { os: "linux", arch: "arm64", libc: "musl", cpuLevel: "armv8.2a" }],
  ["wasm32-wasi", { os: "wasi", arch: "wasm32" }],
  ["web", { os: "web", arch: "any" }],
  ["darwin-universal", { os: "darwin", arch: "universal" }],
])("%s, both ways", (text, parts) => {
  expect(canonicalParts(text)).toEqual(parts);
  expect(canonicalText(createTarget(parts))).toBe(text);
});

test.each([
  ["android-armv7", "android-arm"],
  ["win32-x64+gnu", "win32-x64-gnu"],
])("%s is read too, and written %s", (text, canonical) => {
  expect(canonicalText(createTarget(canonicalParts(text) ?? {}))).toBe(canonical);
});

test.each([
  "",
  "linux",
  "web-x64",
  "windows-x64",
  "linux-x64-",
  "linux-x64-glibc-",
  "linux-x64-glibc-musl",
  "linux-x64-glibc+",
  "linux-x64-glibc+debug+",
  "linux-x64-glibc+debug+usdt",
  "linux-x64-glibc+x86_64_v2+debug",
  "linux-x64-glibc+a+b+c",
  "win32-x64-gnu+debug",
  "+debug",
])("%j is no canonical text", (text) => {
  expect(canonicalParts(text)).toBeUndefined();
});
