import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import type { Io, Program } from "@nodewright/command-line";
import { onTestFinished } from "vitest";

export interface Outcome {
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

/** Runs a program in a folder, with a cache of its own. */
export async function run(
  program: Program,
  { cwd, env = {} }: { readonly cwd: string; readonly env?: Io["env"] },
  ...argv: readonly string[]
): Promise<Outcome> {
  const [stdout, stderr] = [createSink(), createSink()];
  const code = await program(argv, {
    stdout,
    stderr,
    stdin: Readable.from([]),
    env: { ...process.env, NODEWRIGHT_CACHE_DIR: join(cwd, "cache"), ...env },
    cwd,
    signal: new AbortController().signal,
  });
  return { code, stdout: stdout.text, stderr: stderr.text };
}

/** A folder with these files, gone after the test. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "packager-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}
