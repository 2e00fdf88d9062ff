import { lstat, mkdir, readdir, rm, rmdir } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { throwIfAborted } from "../abort.js";
import { ArtifactError } from "../errors.js";
import { renameStubbornly, syncDirectory, syncTree } from "./durable.js";
import { systemCode, toFileError } from "./file-errors.js";
import { type LockHolder, withLock } from "./lock.js";
import { makeDirectory } from "./make-directory.js";
import { liveness, ownToken, parseToken } from "./process-identity.js";

export interface StageOptions {
  /** Take the place of what stands at the destination. Default: no, then that is an error. */
  readonly replace?: boolean | undefined;
  /**
   * Flush every file to the disk before the rename. Without it the destination is whole or absent
   * after any crash of a process; after a loss of power files within may be short. Default: no,
   * for thousands of files it costs seconds.
   */
  readonly durable?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  /** How long to wait for another process that stages the same destination. Default: 10 minutes. */
  readonly lockTimeoutMs?: number | undefined;
  /** Called once if such a process is waited for. */
  readonly onWait?: ((holder: LockHolder) => void) | undefined;
}

/**
 * Builds a directory aside and puts it in its place by one rename: `destination` is never seen half
 * made. `work` gets an empty directory beside it, on the same file system, and may fill it at
 * leisure. If `work` throws, or the signal fires, nothing is left behind and the destination is as
 * it was; `work` itself must stop on the signal, for it is waited for.
 *
 * One process at a time stages a destination, others wait. What a killed process left behind is
 * cleared away by the next one, and a replacement that it did not finish is taken back.
 * @returns what `work` returned.
 * @throws ArtifactError ERR_ARTIFACT_EXISTS, _LOCKED, _ABORTED, _DISK_FULL, _READ_ONLY,
 * _PERMISSION, and whatever `work` throws.
 */
export async function stageDirectory<T>(
  destination: string,
  work: (stagePath: string) => Promise<T>,
  options: StageOptions = {},
): Promise<T> {
  const target = resolve(destination);
  throwIfAborted(`Cannot write ${target}`, options.signal);
  await assertFree(target, options);
  const parent = dirname(target);
  const firstMade = await makeDirectory(parent);
  try {
    const lock = { signal: options.signal, timeoutMs: options.lockTimeoutMs, onWait: options.onWait };
    return await withLock(sibling(target, "lock"), lock, () => stage(target, work, options));
  } catch (error) {
    await removeEmpty(parent, firstMade);
    throw error;
  }
}

async function stage<T>(
  target: string,
  work: (stagePath: string) => Promise<T>,
  options: StageOptions,
): Promise<T> {
  await recover(target);
  await assertFree(target, options);
  const stagePath = sibling(target, `${ownToken()}.stage`);
  try {
    await mkdir(stagePath);
    const result = await work(stagePath);
    throwIfAborted(`Cannot write ${target}`, options.signal);
    if (options.durable) {
      await syncTree(stagePath);
    }
    await assertFree(target, options);
    await publish(stagePath, target);
    return result;
  } catch (error) {
    await remove(stagePath);
    throw isDiskError(error) ? toFileError(error, "write", target) : error;
  }
}

/** `.name.suffix` beside `name`: the same file system, and out of sight of most listings. */
function sibling(target: string, suffix: string): string {
  return join(dirname(target), `.${basename(target)}.${suffix}`);
}

async function assertFree(target: string, { replace }: StageOptions): Promise<void> {
  if (replace !== true && (await exists(target))) {
    throw new ArtifactError("ERR_ARTIFACT_EXISTS", `Cannot write ${target}: it exists already`, {
      hint: "Remove it, or choose another place.",
      path: target,
    });
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (systemCode(error) === "ENOENT") {
      return false;
    }
    throw toFileError(error, "look at", path);
  }
}

/** Under the lock, whatever has the name of a stage or a replaced directory is a dead process's. */
async function recover(target: string): Promise<void> {
  const parent = dirname(target);
  const prefix = `.${basename(target)}.`;
  const names = (await readdir(parent)).filter((name) => name.startsWith(prefix));
  const replaced = names.find((name) => name.endsWith(".old"));
  if (replaced !== undefined && !(await exists(target))) {
    await renameStubbornly(join(parent, replaced), target);
  }
  for (const name of names.filter((one) => isLeftover(one.slice(prefix.length)))) {
    await remove(join(parent, name));
  }
}

const TOKEN = "[0-9a-f]{12}-\\d+-\\d*-[0-9a-f]{12}";

/** Stages, replaced directories, and locks on dead holders' locks. */
const LEFTOVER = new RegExp(`^(?:${TOKEN}\\.(?:stage|old)|lock(?:\\.${TOKEN})+)$`);

/** A candidate for the lock itself may be that of a live process which waits. */
const CANDIDATE = new RegExp(`^lock(?:\\.${TOKEN})*\\.(${TOKEN})\\.new$`);

function isLeftover(suffix: string): boolean {
  const candidate = parseToken(CANDIDATE.exec(suffix)?.[1] ?? "");
  return LEFTOVER.test(suffix) || (candidate !== undefined && liveness(candidate) === "dead");
}

async function publish(stagePath: string, target: string): Promise<void> {
  const replaced = sibling(target, `${ownToken()}.old`);
  const isReplacing = await exists(target);
  try {
    if (isReplacing) {
      await renameStubbornly(target, replaced);
    }
    await renameStubbornly(stagePath, target);
  } catch (error) {
    if (isReplacing && (await exists(replaced))) {
      await renameStubbornly(replaced, target);
    }
    throw toFileError(error, "write", target);
  }
  await syncDirectory(dirname(target));
  await remove(replaced).catch(() => {});
}

function isDiskError(error: unknown): boolean {
  return ["ENOSPC", "EDQUOT", "EROFS", "EACCES", "EPERM"].includes(systemCode(error) ?? "");
}

async function remove(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true, maxRetries: 5 });
}

/** Takes back the parents made for a destination that did not come to be, unless used since. */
async function removeEmpty(path: string, first: string | undefined): Promise<void> {
  if (first === undefined) {
    return;
  }
  try {
    for (let current = path; current.length >= first.length; current = dirname(current)) {
      await rmdir(current);
    }
  } catch {
    // In use by another process now, or already gone.
  }
}
