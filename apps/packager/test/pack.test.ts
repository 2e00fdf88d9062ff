import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { expect, it, onTestFinished } from "vitest";
import { program } from "../src/program.js";

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function createSink(): { text: string; write(chunk: string): void } {
  return {
    text: "",
    write(chunk) {
      this.text += chunk;
    },
  };
}

async function run(cwd: string, ...argv: readonly string[]): Promise<Outcome> {
  const [stdout, stderr] = [createSink(), createSink()];
  const io = {
    stdout,
    stderr,
    stdin: Readable.from([]),
    env: { ...process.env, NODEWRIGHT_CACHE_DIR: join(cwd, "cache") },
    cwd,
    signal: new AbortController().signal,
  };
  const code = await program(argv, io);
  return { code, stdout: stdout.text, stderr: stderr.text };
}

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "packager-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
  return folder;
}

it("packs a script with a Node.js at hand, and the result runs", async () => {
  const cwd = folderWith({
    "app.js": 'console.log(require("./b").b, process.argv[2])',
    "b.js": "exports.b = 1",
  });
  const { code, stderr } = await run(cwd, "app.js", "--node", process.execPath, "-o", "out");
  expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining("packed") });
  expect(spawnSync(join(cwd, "out"), ["x"], { encoding: "utf8" }).stdout).toBe("1 x\n");
});

it("reports to programs", async () => {
  const cwd = folderWith({ "app.js": 'require("not-there")' });
  const { code, stdout } = await run(cwd, "app.js", "--node", process.execPath, "--json");
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    files: [{ path: expect.stringMatching(/app\.js$/), why: "entry" }],
    unresolved: [{ request: "not-there" }],
    executables: [{ output: join(cwd, "app"), node: process.version }],
  });
});

it("says what is wrong, and exits 1; 2 for usage", async () => {
  const cwd = folderWith({ "app.js": "" });
  expect(await run(cwd, "nothing.js")).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^error: .*\nhint: /),
  });
  expect(await run(cwd, "app.js", "-t", "linus-x64")).toMatchObject({ code: 1 });
  expect(await run(cwd)).toMatchObject({ code: 2 });
});
