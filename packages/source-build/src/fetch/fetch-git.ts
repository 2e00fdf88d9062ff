import { existsSync } from "node:fs";
import { join } from "node:path";
import type { BuildContext } from "../context.js";
import { SourceBuildError } from "../errors.js";
import { run } from "../run-command.js";

export interface GitRequest {
  readonly packageName: string;
  readonly url: string;
  readonly ref: string;
}

/**
 * Brings a commit into a directory of the package's name, through a bare clone in the cache if there is a
 * cache.
 *
 * @throws SourceBuildError `ERR_BUILD_TOOL` without git, `ERR_BUILD_FAILED` when git fails.
 */
export async function fetchGit(context: BuildContext, request: GitRequest): Promise<void> {
  context.stderr.write(`Cloning ${request.url}...\n`);
  if (context.host.which("git") === undefined) {
    context.stderr.write("error: please install `git` and try again\n");
    throw new SourceBuildError("ERR_BUILD_TOOL", "git is not installed");
  }
  const { cacheDirectory: cache } = context;
  const url = cache === undefined ? request.url : await cloneIntoCache(context, request, cache);
  await checkOut(context, { ...request, url });
}

async function cloneIntoCache(
  context: BuildContext,
  { url, ref }: GitRequest,
  cache: string,
): Promise<string> {
  const name = url.replace(/[^A-Za-z0-9.-]/g, "_").replace(/_+/g, "_");
  const clone = join(cache, name);
  if (existsSync(clone)) await git(context, clone, ["fetch", "--force", url, `+${ref}:${ref}`]);
  else await git(context, cache, ["clone", "--bare", "--branch", ref, url, name]);
  return clone;
}

async function checkOut(context: BuildContext, { packageName, url, ref }: GitRequest): Promise<void> {
  const directory = join(context.buildPath, packageName);
  if (!existsSync(directory)) {
    await git(context, context.buildPath, ["clone", "--depth", "1", "--branch", ref, url, packageName]);
    return;
  }
  await git(context, directory, ["fetch", "--depth", "1", "origin", `+${ref}`]);
  await git(context, directory, ["checkout", "-q", "-B", ref, `origin/${ref}`]);
}

async function git(context: BuildContext, cwd: string, args: readonly string[]): Promise<void> {
  if ((await run(context, ["git", ...args], { cwd })) === 0) return;
  throw new SourceBuildError("ERR_BUILD_FAILED", `git ${args[0]} failed`);
}
