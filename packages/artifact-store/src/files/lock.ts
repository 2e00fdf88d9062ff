import { constants, copyFile, link, readFile, stat, unlink, utimes, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { pause, throwIfAborted } from "../abort.js";
import { ArtifactError } from "../errors.js";
import { systemCode, toFileError } from "./file-errors.js";
import { makeDirectory } from "./make-directory.js";
import { liveness, ownToken, parseToken } from "./process-identity.js";

export interface LockOptions {
  readonly signal?: AbortSignal | undefined;
  /** How long to wait for another process. Default: 10 minutes. */
  readonly timeoutMs?: number | undefined;
  /** Called once if another process holds the lock. */
  readonly onWait?: ((holder: LockHolder) => void) | undefined;
}

export interface LockHolder {
  readonly lockPath: string;
  /** Undefined for a process of another host or container. */
  readonly pid: number | undefined;
}

const DEFAULT_TIMEOUT_MS = 10 * 60_000;
const POLL_MS = 50;

/** A live holder touches its lock this often … */
const HEARTBEAT_MS = 5_000;

/** … and one that cannot be looked at is given up after so long without a touch. */
const SILENCE_MS = 60_000;

/**
 * Runs `work` while no other process that uses the same lock file does.
 *
 * The file holds its holder's token. It is made by `link`, so that it never exists without it. A
 * holder that is dead (its process is gone, or its number belongs to a later process) is removed
 * under a second lock whose name contains the dead holder's token. That makes the removal safe: a
 * dead holder's file can only be replaced by the one process that holds the lock on that token.
 */
export async function withLock<T>(
  lockPath: string,
  options: LockOptions,
  work: () => Promise<T>,
): Promise<T> {
  const token = await acquire(lockPath, options);
  const heartbeat = setInterval(() => touch(lockPath), HEARTBEAT_MS);
  heartbeat.unref();
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    await release(lockPath, token);
  }
}

async function acquire(lockPath: string, options: LockOptions): Promise<string> {
  const token = ownToken();
  const candidate = `${lockPath}.${token}.new`;
  throwIfAborted(`Cannot lock ${lockPath}`, options.signal);
  try {
    await writeCandidate(candidate, token);
    await waitFor(() => tryLink(candidate, lockPath), lockPath, options);
    return token;
  } catch (error) {
    throw toFileError(error, "lock", lockPath);
  } finally {
    await removeQuietly(candidate);
  }
}

async function waitFor(
  tryOnce: () => Promise<boolean>,
  lockPath: string,
  options: LockOptions,
): Promise<void> {
  const { signal, timeoutMs = DEFAULT_TIMEOUT_MS, onWait } = options;
  let startedAt: number | undefined;
  const watch = new HolderWatch();
  let isWaiting = false;
  while (!(await tryOnce())) {
    const holder = await readHolder(lockPath);
    startedAt ??= performance.now();
    if (performance.now() - startedAt > timeoutMs) {
      throw lockedError(lockPath, holder);
    }
    if (holder !== undefined && watch.isDead(holder)) {
      await removeDead(lockPath, holder, options);
      continue;
    }
    if (holder !== undefined && !isWaiting) {
      isWaiting = true;
      onWait?.({ lockPath, pid: parseToken(holder.token)?.pid });
    }
    await pause(POLL_MS * (0.5 + Math.random()), `Cannot lock ${lockPath}`, signal);
  }
}

interface Holder {
  readonly token: string;
  readonly touchedAt: number;
}

/** Follows one lock's holder over several looks. */
class HolderWatch {
  #last: Holder | undefined;
  #unchangedSince = 0;

  isDead(holder: Holder): boolean {
    const isSame = holder.token === this.#last?.token && holder.touchedAt === this.#last.touchedAt;
    this.#last = holder;
    if (!isSame) {
      this.#unchangedSince = performance.now();
    }
    const identity = parseToken(holder.token);
    const state = identity === undefined ? "unknown" : liveness(identity);
    return state === "dead" || (state === "unknown" && performance.now() - this.#unchangedSince > SILENCE_MS);
  }
}

async function removeDead(lockPath: string, dead: Holder, options: LockOptions): Promise<void> {
  const guard = `${lockPath}.${dead.token === "" ? "unreadable" : dead.token}`;
  await withLock(guard, { ...options, onWait: undefined }, async () => {
    if ((await readHolder(lockPath))?.token === dead.token) {
      await removeQuietly(lockPath);
    }
  });
}

async function writeCandidate(candidate: string, token: string): Promise<void> {
  try {
    await writeFile(candidate, token, { flag: "wx" });
  } catch (error) {
    if (systemCode(error) !== "ENOENT") {
      throw error;
    }
    // Another process that gave up has just taken its empty directory away.
    await makeDirectory(dirname(candidate));
    await writeFile(candidate, token, { flag: "wx" });
  }
}

/** False if the lock is held. */
async function tryLink(candidate: string, lockPath: string): Promise<boolean> {
  try {
    await link(candidate, lockPath);
    return true;
  } catch (error) {
    const code = systemCode(error) ?? "";
    if (code === "EEXIST") {
      return false;
    }
    if (["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"].includes(code)) {
      return tryCopy(candidate, lockPath);
    }
    throw error;
  }
}

/** For file systems without hard links; a reader may then see the file before its token. */
async function tryCopy(candidate: string, lockPath: string): Promise<boolean> {
  try {
    await copyFile(candidate, lockPath, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if (systemCode(error) === "EEXIST") {
      return false;
    }
    throw error;
  }
}

/** Undefined if the lock is free. */
async function readHolder(lockPath: string): Promise<Holder | undefined> {
  try {
    const { mtimeMs } = await stat(lockPath);
    return { token: await readFile(lockPath, "latin1"), touchedAt: mtimeMs };
  } catch (error) {
    if (systemCode(error) === "ENOENT") {
      return undefined;
    }
    throw toFileError(error, "read the lock", lockPath);
  }
}

async function release(lockPath: string, token: string): Promise<void> {
  if ((await readHolder(lockPath))?.token === token) {
    await removeQuietly(lockPath);
  }
}

function touch(lockPath: string): void {
  const now = new Date();
  utimes(lockPath, now, now).catch(() => {});
}

async function removeQuietly(path: string): Promise<void> {
  await unlink(path).catch(() => {});
}

function lockedError(lockPath: string, holder: Holder | undefined): ArtifactError {
  const pid = parseToken(holder?.token ?? "")?.pid;
  const who = pid === undefined ? "another process" : `process ${pid}`;
  return new ArtifactError("ERR_ARTIFACT_LOCKED", `Cannot lock ${lockPath}: ${who} holds it`, {
    hint: `Wait for it to end. If no such process runs any more, remove ${lockPath}.`,
    path: lockPath,
  });
}
