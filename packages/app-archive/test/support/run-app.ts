import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { analyse, inject } from "@nodewright/executable/inject";
import { expect } from "vitest";
import { appContent } from "../../src/app-content.js";
import { writeArchive } from "../../src/archive/write-archive.js";

/** The Node.js that runs the tests carries the apps; `NODEWRIGHT_TEST_BASE` names another. */
const base = process.env.NODEWRIGHT_TEST_BASE ?? process.execPath;
const analysis = await analyse(base);

export const root: string = process.platform === "win32" ? "C:\\snapshot" : "/snapshot";

export type Files = Readonly<Record<string, string>>;

/** A statement that prints a value for `runApp`. */
export const print = (value: string): string => `console.log(JSON.stringify(${value}));`;

/** Packs the files into an executable, runs it, and gives what it printed as JSON. */
export async function runApp(files: Files, entry: string, ...args: readonly string[]): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), "app-archive-"));
  try {
    const output = join(folder, process.platform === "win32" ? "app.exe" : "app");
    const packed = Object.entries(files).map(([path, text]) => ({
      path,
      bytes: new TextEncoder().encode(text),
    }));
    const content = await appContent(writeArchive({ files: packed, entry }));
    await inject({ base, analysis, output, content, signature: "remove" });
    const { status, stdout, stderr } = spawnSync(output, args, { encoding: "utf8", cwd: folder });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    return JSON.parse(stdout);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
