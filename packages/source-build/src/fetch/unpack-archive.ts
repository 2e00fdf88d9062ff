import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { BuildContext } from "../context.js";
import { copyTree } from "../copy-tree.js";
import { SourceBuildError } from "../errors.js";
import { log, run } from "../run-command.js";

/**
 * Unpacks an archive of the build directory, which leaves a directory of the package's name: the archive's
 * own, or else its first one under that name.
 *
 * @throws SourceBuildError `ERR_BUILD_FAILED`.
 */
export async function unpackArchive(
  context: BuildContext,
  { packageName, fileName }: { readonly packageName: string; readonly fileName: string },
): Promise<void> {
  const { buildPath } = context;
  const scratch = await mkdtemp(join(buildPath, ".unpack-"));
  try {
    await unpackInto(context, join(buildPath, fileName), join(scratch, "tree"));
    const entries = await readdir(join(scratch, "tree"), { withFileTypes: true });
    const names = entries.map(({ name }) => name).sort();
    const directories = names.filter((name) =>
      entries.some((entry) => entry.name === name && entry.isDirectory()),
    );
    for (const name of names) await moveInto(join(scratch, "tree", name), join(buildPath, name));
    if (existsSync(join(buildPath, packageName))) return;
    const [first] = directories;
    if (first === undefined) {
      log(context, "Extracted directory not found\n");
      throw new SourceBuildError("ERR_BUILD_FAILED", `${fileName} holds no directory`);
    }
    await rename(join(buildPath, first), join(buildPath, packageName));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function unpackInto(context: BuildContext, archive: string, into: string): Promise<void> {
  if (archive.endsWith(".bz2")) {
    await mkdir(into);
    if ((await run(context, ["tar", "xjf", archive], { cwd: into })) === 0) return;
    throw new SourceBuildError("ERR_BUILD_FAILED", `cannot unpack ${archive}`, {
      hint: "bzip2 is unpacked by the programs tar and bzip2: are they installed?",
    });
  }
  const { unpack } = await import("@nodewright/artifact-store");
  try {
    await unpack(archive, { into });
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    log(context, `${message}\n`);
    throw new SourceBuildError("ERR_BUILD_FAILED", message, { cause });
  }
}

/** An earlier build's directory stays: what is new goes over it. */
async function moveInto(from: string, to: string): Promise<void> {
  if (existsSync(to)) await copyTree(from, to);
  else await rename(from, to);
}
