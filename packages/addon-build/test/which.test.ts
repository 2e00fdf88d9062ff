import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect, test } from "vitest";
import { which } from "../src/which.js";
import { tempDir } from "./support/addon-project.js";

test("which gives the first program on PATH, and no folder or plain file", async () => {
  const [a, b] = [tempDir(), tempDir()];
  mkdirSync(join(a, "tool"));
  writeFileSync(join(a, "text"), "");
  writeFileSync(join(b, "tool"), "");
  chmodSync(join(b, "tool"), 0o755);
  const env = { PATH: ["", a, b].join(delimiter) };
  expect(await which("tool", env)).toBe(join(b, "tool"));
  expect(await which("text", env)).toBeUndefined();
  expect(await which("tool", {})).toBeUndefined();
});

test("which tries the endings of Windows there", async () => {
  const folder = tempDir();
  writeFileSync(join(folder, "zig.exe"), "");
  chmodSync(join(folder, "zig.exe"), 0o755);
  expect(await which("zig", { Path: folder }, "win32")).toBe(join(folder, "zig.exe"));
  expect(await which("zig", { Path: folder }, "linux")).toBeUndefined();
});
