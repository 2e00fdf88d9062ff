import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const readme = readFileSync(join(import.meta.dirname, "../README.md"), "utf8");
const examples = [...readme.matchAll(/^```js\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? "");

it("the example of injecting runs, and what it makes", () => {
  const folder = mkdtempSync(join(import.meta.dirname, "../.readme-"));
  try {
    writeFileSync(join(folder, "greeting.txt"), "hello");
    writeFileSync(join(folder, "example.mjs"), examples[1] ?? "");
    const made = spawnSync(process.execPath, ["example.mjs"], { cwd: folder, encoding: "utf8" });
    expect(made).toMatchObject({ status: 0, stderr: "", stdout: "[Map Iterator] { 'greeting' }\n" });
    expect(spawnSync(join(folder, "app"), { encoding: "utf8" }).stdout).toBe("hello\n");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
