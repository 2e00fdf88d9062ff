import { expect, test } from "vitest";
import { createTarget, formatTarget, parseTarget } from "../../src/index.js";

test.each([
  ["linux/x86_64", "linux/amd64"],
  ["linux/x86-64", "linux/amd64"],
  ["linux/amd64/v1", "linux/amd64"],
  ["Linux/AMD64", "linux/amd64"],
  ["linux/i386", "linux/386"],
  ["linux/aarch64", "linux/arm64"],
  ["linux/arm64/v8", "linux/arm64"],
  ["linux/arm64/8", "linux/arm64"],
  ["linux/armhf", "linux/arm/v7"],
  ["linux/armel", "linux/arm/v6"],
  ["linux/arm", "linux/arm/v7"],
  ["linux/arm/7", "linux/arm/v7"],
  ["linux/arm/6", "linux/arm/v6"],
  ["linux/arm/v8", "linux/arm/v7"],
  ["macos/arm64", "darwin/arm64"],
  ["windows(10.0.17763)/amd64", "windows/amd64"],
])("%s is normalised to %s", (text, normal) => {
  expect(parseTarget(text, "oci").candidates).toEqual(parseTarget(normal, "oci").candidates);
});

test("armel is not what Debian calls so", () => {
  expect(parseTarget("linux/armel", "oci").warnings.join()).toContain("hard float");
});

test("amd64/v2 to v4 ask for a CPU level, and are written back", () => {
  const parsed = parseTarget("linux/amd64/v3", "oci");
  expect(parsed.target).toEqual({ os: "linux", arch: "x64", cpuLevel: "x86_64_v3" });
  expect(parsed.candidates.map((target) => formatTarget(target, "oci"))).toEqual(
    Array(3).fill("linux/amd64/v3"),
  );
});

test("a CPU level that OCI has no variant for is null", () => {
  const level = (cpuLevel: string, arch = "x64") =>
    createTarget({ os: "linux", arch, libc: "glibc", cpuLevel });
  expect(formatTarget(level("x86_64_v1"), "oci")).toBeNull();
  expect(formatTarget(level("armv8.2a", "arm64"), "oci")).toBeNull();
});

test.each([
  "linux",
  "linux/",
  "linux/amd64/v9",
  "linux/s390x/v1",
  "linux/arm/v5",
  "linux/amd64/v2/x",
  "/amd64",
  "plan9/amd64",
])("%s is no platform of a target", (text) => {
  expect(() => parseTarget(text, "oci")).toThrow(/not a target/);
});
