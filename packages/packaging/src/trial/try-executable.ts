import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, open, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Trace } from "@nodewright/app-archive/trace";
import type { Target } from "@nodewright/target-triple";
import { runnerFor } from "./runner-for.js";

export interface TrialOptions {
  readonly output: string;
  readonly target: Target;
  /** Arguments for the app. */
  readonly args?: readonly string[] | undefined;
  readonly host: Target;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A server that still runs then counts as good. Default: 20 seconds. */
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What came of running an executable once. */
export interface Trial {
  /** `not-run`: nothing on this host runs it. `running`: it did not end in time. */
  readonly ended: "well" | "badly" | "running" | "not-run";
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Files of the project that it looked for and that were not packed, as archive paths. */
  readonly missed: readonly string[];
}

/** Runs an executable once in an empty folder, by itself or by QEMU or Wine, and tells which files it missed. */
export async function tryExecutable(
  options: TrialOptions,
  trace: Pick<Trace, "root" | "files">,
): Promise<Trial> {
  const runner = await runnerFor(options.target, options);
  if (runner === undefined) return { ended: "not-run", exitCode: null, stdout: "", stderr: "", missed: [] };
  const [command = options.output, ...before] = [...runner.command, options.output];
  const folder = await mkdtemp(join(tmpdir(), "nodewright-trial-"));
  try {
    // Files, not pipes: Wine gives Windows programs no pipe that Node.js can write to.
    const paths = ["stdout", "stderr"].map((name) => join(folder, name)) as [string, string];
    await using out = await open(paths[0], "w");
    await using err = await open(paths[1], "w");
    const child = spawn(command, [...before, ...(options.args ?? [])], {
      cwd: folder,
      env: { ...options.env, ...runner.env },
      stdio: ["ignore", out.fd, err.fd],
      signal: options.signal,
    });
    const timer = setTimeout(() => child.kill("SIGKILL"), options.timeoutMs ?? 20_000);
    const [code, killed]: [number | null, NodeJS.Signals | null] = (await once(child, "close")) as never;
    clearTimeout(timer);
    const [stdout, stderr] = await Promise.all([readFile(paths[0], "utf8"), readFile(paths[1], "utf8")]);
    const ended = killed === "SIGKILL" ? "running" : code === 0 ? "well" : "badly";
    return { ended, exitCode: code, stdout, stderr, missed: missedFiles(`${stdout}\n${stderr}`, trace) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Paths below /snapshot that an app complains about, where the project has such a file that was not packed. */
export function missedFiles(text: string, { root, files }: Pick<Trace, "root" | "files">): string[] {
  const packed = new Set(files.map(({ path }) => path));
  const found = [...text.matchAll(/(?:\/|C:\\)snapshot[\\/]([^'"`\n:*?<>|]+)/g)].map(([, path = ""]) =>
    path.replaceAll("\\", "/").trim(),
  );
  return [...new Set(found)].filter((path) => !packed.has(path) && isFileOf(join(root, path))).sort();
}

/** A folder is no file that was missed; a script may have been asked for without its extension. */
function isFileOf(path: string): boolean {
  return [path, `${path}.js`, `${path}.json`].some((one) => existsSync(one));
}
