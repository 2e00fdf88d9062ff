import { matchReleases } from "@nodewright/release-index";
import { parseTarget } from "@nodewright/target-triple";
import { expect, test } from "vitest";
import { isBuiltUnofficially } from "../src/unofficial.js";
import { knowledge } from "./support.js";

test.each([
  ["linux-arm64-musl", "24", true],
  ["linux-armv6-glibc", "22", true],
  ["linux-armv6-glibc", "24", false],
  ["linux-ia32-glibc", ">=22", false],
  ["linux-ia32-glibc", ">=20", true],
  ["linux-loong64-glibc", "22.13.0", false],
  ["linux-loong64-glibc", "22.14.0", true],
  ["linux-riscv64-glibc", "26", false],
  ["linux-x64-glibc", "24", false],
])("%s of %s: %s", (text, spec, isBuilt) => {
  const [target] = parseTarget(text, "canonical").candidates;
  if (target === undefined) throw new Error(text);
  const rows = matchReleases(spec, knowledge);
  expect(isBuiltUnofficially(target, rows, knowledge.index)).toBe(isBuilt);
});
