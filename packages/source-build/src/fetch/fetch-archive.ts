import { existsSync } from "node:fs";
import { copyFile, rename, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { type BuildContext, isNodePackage } from "../context.js";
import { SourceBuildError } from "../errors.js";
import { verifyChecksum } from "../verify-checksum.js";
import { mirrorFor } from "./mirror.js";
import { unpackArchive } from "./unpack-archive.js";

/** A package's archive: where it is, and what pins it. */
export interface ArchiveRequest {
  readonly packageName: string;
  /** Undefined when a package has no source. */
  readonly url: string | undefined;
  readonly digest: string | undefined;
}

interface Job {
  readonly context: BuildContext;
  /** As it is called in the build directory and the cache. */
  readonly fileName: string;
  readonly digest: string | undefined;
}

/**
 * Brings a package's archive into the build directory, from there, the cache, a mirror or its own place,
 * and unpacks it into a directory of the package's name.
 *
 * @throws SourceBuildError `ERR_BUILD_FAILED`.
 */
export async function fetchArchive(context: BuildContext, request: ArchiveRequest): Promise<void> {
  const { packageName, url, digest } = overridden(context, request);
  if (!url) {
    context.stderr.write(`error: failed to download ${packageName} (missing package url)\n`);
    throw new SourceBuildError("ERR_BUILD_FAILED", `${packageName} has no source`);
  }
  const job = { context, fileName: `${packageName}.tar.${url.endsWith("bz2") ? "bz2" : "gz"}`, digest };
  if (!(await isAlreadyThere(job))) await downloadFromAnywhere(job, url);
  await unpackArchive(context, { packageName, fileName: job.fileName });
  if (!context.flags.keep) await rm(join(context.buildPath, job.fileName), { force: true });
}

function overridden({ env }: BuildContext, request: ArchiveRequest): ArchiveRequest {
  const override = env.NODE_BUILD_TARBALL_OVERRIDE;
  if (!override || !isNodePackage(request.packageName)) return request;
  return { packageName: request.packageName, ...splitLocation(override) };
}

/** `URL#DIGEST` apart. */
export function splitLocation(location: string): { url: string | undefined; digest: string | undefined } {
  const [url, ...rest] = location.split("#");
  return { url: url || undefined, digest: rest.join("#") || undefined };
}

async function isAlreadyThere({ context, fileName, digest }: Job): Promise<boolean> {
  const here = { cwd: context.buildPath, file: fileName, digest };
  if (existsSync(join(context.buildPath, fileName)) && (await verifyChecksum(context, here))) return true;
  const cache = context.cacheDirectory;
  if (cache === undefined || !existsSync(join(cache, fileName))) return false;
  if (!(await verifyChecksum(context, { ...here, cwd: cache }))) return false;
  await linkTo(join(cache, fileName), join(context.buildPath, fileName));
  return true;
}

async function downloadFromAnywhere(job: Job, url: string): Promise<void> {
  const { context, fileName, digest } = job;
  const mirror = digest === undefined ? undefined : await mirrorFor(context, url, digest);
  context.stderr.write(`Downloading ${url.slice(url.lastIndexOf("/") + 1)}...\n`);
  const hasMirror = mirror !== undefined && (await context.http.head(context, mirror));
  if (hasMirror && (await downloadFrom(job, mirror))) return;
  if (await downloadFrom(job, url)) return;
  throw new SourceBuildError("ERR_BUILD_FAILED", `cannot download ${fileName}`);
}

async function downloadFrom({ context, fileName, digest }: Job, url: string): Promise<boolean> {
  const { stderr, buildPath } = context;
  stderr.write(`-> ${url}\n`);
  // What is there may be a link into the cache, which a download would write through.
  await rm(join(buildPath, fileName), { force: true });
  if (!(await context.http.get(context, url, { cwd: buildPath, file: fileName }))) {
    stderr.write(`error: failed to download ${fileName}\n`);
    return false;
  }
  if (!(await verifyChecksum(context, { cwd: buildPath, file: fileName, digest }))) return false;
  await keepInCache(context, fileName);
  return true;
}

async function keepInCache(context: BuildContext, fileName: string): Promise<void> {
  const cache = context.cacheDirectory;
  if (cache === undefined) return;
  const path = join(context.buildPath, fileName);
  const cached = join(cache, fileName);
  await move(path, cached);
  await linkTo(cached, path);
}

async function linkTo(target: string, path: string): Promise<void> {
  await rm(path, { force: true });
  await symlink(target, path);
}

/** Also from one file system to another; the file is complete at its new place or not there. */
async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EXDEV")) throw error;
    const partial = `${to}.${process.pid}.part`;
    await copyFile(from, partial);
    await rename(partial, to);
    await rm(from);
  }
}
