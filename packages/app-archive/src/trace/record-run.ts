import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, realpath, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { ArchiveError } from "../errors.js";

export interface RecordOptions {
  /** A line of the system's shell that runs the app, such as `node app.js --all`. */
  readonly command: string;
  /** The project: where the command runs, and the folder whose files count. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs an app, and tells which files of its project it and its child processes read or loaded: what no reading of code
 * finds. How the command ends is not judged.
 *
 * Throws ArchiveError ERR_ARCHIVE_RECORD when it cannot be started, or used no file at all.
 */
export async function recordRun({ command, folder, env, signal }: RecordOptions): Promise<string[]> {
  const place = await mkdtemp(join(tmpdir(), "nodewright-record-"));
  try {
    const record = join(place, "record");
    const preload = fileURLToPath(import.meta.resolve("@nodewright/app-archive/recorder"));
    const options = `${env.NODE_OPTIONS ?? ""} --require "${preload.replaceAll("\\", "\\\\")}"`.trim();
    const child = spawn(command, {
      shell: true,
      cwd: folder,
      stdio: "inherit",
      env: { ...env, NODE_OPTIONS: options, NODEWRIGHT_RECORD: record },
      signal,
    });
    await once(child, "close");
    const lines = (await readFile(record, "utf8").catch(() => "")).split("\n");
    const files = await filesWithin(await realpath(folder), lines);
    if (files.length > 0) return files;
    throw new ArchiveError("ERR_ARCHIVE_RECORD", `the run of ${command} used no file of ${folder}`, {
      hint: "the command must run the app with Node.js 22.19 or later, in its project's folder",
    });
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

async function filesWithin(folder: string, lines: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    [...new Set(lines)].map(async (line) => {
      if (line === "") return [];
      const path = await realpath(line).catch(() => line);
      const isWithin = !relative(folder, path).startsWith("..") && path.startsWith(folder + sep);
      const isFile =
        isWithin &&
        (await stat(path).then(
          (one) => one.isFile(),
          () => false,
        ));
      return isFile ? [path] : [];
    }),
  );
  return [...new Set(found.flat())].sort();
}
