import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";

const entry = fileURLToPath(import.meta.resolve("@nodewright/command-line"));

/** Runs a program that loads a module, with these variables. */
function start(folder: string, env: Record<string, string>): string {
  writeFileSync(join(folder, "module.mjs"), "export const answer = 42;\n");
  writeFileSync(
    join(folder, "program.mjs"),
    `import { main } from ${JSON.stringify(entry)};
    await main(async () => {
      const { answer } = await import("./module.mjs");
      return async (argv, io) => { io.stdout.write(String(answer)); return 0; };
    });`,
  );
  return execFileSync(process.execPath, [join(folder, "program.mjs")], { env, encoding: "utf8" });
}

function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), "code-cache-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test("compiled code is kept in the user's own cache folder", () => {
  const folder = scratch();
  const cache = join(folder, "cache");
  expect(start(folder, { NODEWRIGHT_CACHE_DIR: cache })).toBe("42");
  expect(readdirSync(join(cache, "code"))).not.toEqual([]);
  expect(start(folder, { NODEWRIGHT_CACHE_DIR: cache })).toBe("42");
});

test("a folder that cannot be made, or another wish, keeps nothing there", () => {
  const folder = scratch();
  writeFileSync(join(folder, "file"), "");
  expect(start(folder, { NODEWRIGHT_CACHE_DIR: join(folder, "file") })).toBe("42");
  const [wished, cache] = [join(folder, "wished"), join(folder, "cache")];
  mkdirSync(wished);
  expect(start(folder, { NODE_COMPILE_CACHE: wished, NODEWRIGHT_CACHE_DIR: cache })).toBe("42");
  expect(existsSync(cache)).toBe(false);
});
