import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { analyse, inject } from "@nodewright/executable/inject";
import { expect } from "vitest";
import { appContent } from "../../src/app-content.js";
import { type ArchiveFile, writeArchive } from "../../src/archive/write-archive.js";
import { utf8 } from "./packed.js";

/** The Node.js that runs the tests carries the apps; `NODEWRIGHT_TEST_BASE` names another. */
const base: string = process.env.NODEWRIGHT_TEST_BASE ?? process.execPath;
const analysis = await analyse(base);

export const root: string = process.platform === "win32" ? "C:\\snapshot" : "/snapshot";

export type Files = Readonly<Record<string, string | ArchiveFile>>;
type Links = Readonly<Record<string, string>>;

export interface App {
  readonly files: Files;
  /** What each leads to, from the root. */
  readonly links?: Links;
  readonly entry: string;
}

/** A statement that prints a value for `runApp`. */
export const print = (value: string): string => `console.log(JSON.stringify(${value}));`;

/** A folder of its own for as long as a test needs it. */
export async function inFolder<T>(use: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "app-archive-")));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Packs an app into an executable in a folder. */
export async function packApp({ files, links = {}, entry }: App, folder: string): Promise<string> {
  const output = join(folder, process.platform === "win32" ? "app.exe" : "app");
  const packed = Object.entries(files).map(([path, file]) =>
    typeof file === "string" ? { path, bytes: utf8(file) } : file,
  );
  const linked = Object.entries(links).map(([path, target]) => ({ path, target }));
  const content = await appContent(writeArchive({ files: packed, links: linked, entry }));
  await inject({ base, analysis, output, content, signature: "remove" });
  return output;
}

/** Packs the files into an executable, runs it, and gives what it printed as JSON. */
export function runApp(files: Files, entry: string, ...args: readonly string[]): Promise<unknown> {
  return inFolder(async (folder) => runIn(folder, await packApp({ files, entry }, folder), args));
}

/** Runs a program that must succeed in silence, and gives what it printed as JSON. */
export function runIn(
  folder: string,
  program: string,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
): unknown {
  const { status, stdout, stderr } = spawnSync(program, args, {
    encoding: "utf8",
    cwd: folder,
    timeout: 55_000,
    env: { ...process.env, PATH: `${dirname(base)}${delimiter}${process.env.PATH}`, ...env },
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return JSON.parse(stdout);
}

/** What the app prints when it is packed, and when plain Node.js runs it on a disk; its own folder is `ROOT` in both. */
export function runBoth({ files, links = {}, entry }: App): Promise<{ packed: unknown; plain: unknown }> {
  return inFolder(async (folder) => {
    const disk = join(folder, "disk");
    for (const [path, file] of Object.entries(files)) {
      mkdirSync(dirname(join(disk, path)), { recursive: true });
      writeFileSync(join(disk, path), typeof file === "string" ? file : file.bytes);
    }
    for (const [path, target] of Object.entries(links)) await symlink(join(disk, target), join(disk, path));
    const without = (value: unknown, where: string): unknown =>
      JSON.parse(JSON.stringify(value).replaceAll(where, "ROOT"));
    const program = await packApp({ files, links, entry }, folder);
    return {
      packed: without(runIn(folder, program), root),
      plain: without(runIn(folder, base, [join(disk, entry)]), disk),
    };
  });
}
