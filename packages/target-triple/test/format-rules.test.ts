import { expect, test } from "vitest";
import { ruleText } from "../src/format-rules.js";
import { type Dialect, formatTarget, parseTarget } from "../src/index.js";

const target = (text: string) => {
  const [only] = parseTarget(text, "canonical").candidates;
  if (only === undefined) throw new Error(text);
  return only;
};

test.each([
  ["netbsd-x64", "node", "netbsd-x64"],
  ["netbsd-x64", "npm", "netbsd-x64"],
  ["netbsd-x64", "nodePreGyp", "netbsd-x64-unknown"],
  ["netbsd-x64", "prebuildify", "netbsd-x64"],
  ["linux-mips-musl", "npm", "linux-mips-musl"],
  ["linux-mips-musl", "nodePreGyp", "linux-mips-musl"],
  ["linux-mips-musl", "prebuildify", "linux-mips/musl"],
  ["freebsd-armv7", "prebuildify", "freebsd-arm/armv7"],
  ["linux-arm64-musl+debug", "dist", "linux-arm64-musl-debug"],
  ["linux-x64-musl+x86_64_v3", "oci", "linux/amd64/v3"],
] as const)("ruleText(%s, %s) is %s, and reads back", (text, dialect: Dialect, expected) => {
  expect(ruleText(target(text), dialect)).toBe(expected);
  expect(formatTarget(target(text), dialect)).toBe(expected);
  expect(parseTarget(expected, dialect).candidates).toContainEqual(
    dialect === "oci" ? target("linux-x64-musl+x86_64_v3") : target(text),
  );
});

test.each([
  ["linux-mips-static", "npm"],
  ["linux-mips-static", "nodePreGyp"],
  ["linux-mips-static", "prebuildify"],
  ["netbsd-x64+debug", "npm"],
  ["netbsd-x64+debug", "dist"],
  ["netbsd-x64", "rust"],
  ["linux-arm64-glibc+lto", "dist"],
  ["linux-arm64-glibc+debug+armv8.2a", "dist"],
  ["linux-x64-glibc+debug+x86_64_v3", "oci"],
  ["netbsd-x64+x86_64_v3", "oci"],
  ["ios-x64", "node"],
  ["linux-x64-glibc+x86_64_v3", "dist"],
] as const)("ruleText(%s, %s) is nothing: the dialect cannot say it", (text, dialect) => {
  expect(ruleText(target(text), dialect)).toBeUndefined();
  expect(formatTarget(target(text), dialect)).toBeNull();
});
