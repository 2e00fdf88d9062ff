import { parseTarget } from "@nodewright/target-triple";
import { expect, test } from "vitest";
import { describeRelease, describeTarget } from "../../src/topics/describe-target.js";
import { knowledge } from "../support.js";

test("a target is told with its publishers and its spelling in every dialect", () => {
  const [target] = parseTarget("win32-arm64", "canonical").candidates;
  if (target === undefined) throw new Error("no target");
  const text = describeTarget(target, knowledge);
  expect(text).toContain("**`win32-arm64`**");
  expect(text).toMatch(/Published by nodejs.org \(v[\d.]+ to v[\d.]+\)/);
  expect(text).toContain("| `aarch64-pc-windows-msvc` | rust");
});

test("a release is told with its line and numbers", () => {
  const row = knowledge.index.byVersion.get("v18.20.8")?.row;
  if (row === undefined) throw new Error("no release");
  expect(describeRelease(row, knowledge)).toBe(
    "**Node.js 18 (Hydrogen)**: newest match v18.20.8 (2025-03-27); end of life since 2025-04-30\n\nABI 108 · Node-API 9 · V8 10.2.154.26 · npm 10.8.2",
  );
});
