import { dirname, join } from "node:path";
import { type Io, UsageError } from "@nodewright/command-line";
import {
  createLockedSource,
  isLockedFor,
  isLockOf,
  LockError,
  type Lockfile,
  lockfileName,
  makeLock,
  readLockfile,
  writeLockfile,
} from "@nodewright/lockfile";
import { snapshot } from "@nodewright/release-index/snapshot";
import { chooseTarget, type Target } from "@nodewright/target-triple";
import { coreVersion } from "./core-version.js";
import { isLockWanted, type LockFlags } from "./flags.js";
import type { Request } from "./requests.js";
import type { Session } from "./session.js";

/** Where the lock of a request is: beside the file that asks, else in the working directory. */
export function lockPathOf({ file }: Request, io: Io): string {
  return join(file === undefined ? io.cwd : dirname(file.file), lockfileName);
}

export interface Locking {
  readonly request: Request;
  readonly session: Session;
  readonly flags: LockFlags;
  readonly io: Io;
}

/**
 * The request and session that install what the lock says: a lock beside the version file is used, and made or
 * renewed where `--lock` asks for it or it is stale; without one nothing changes.
 */
export async function followLock(locking: Locking): Promise<Pick<Locking, "request" | "session">> {
  const { request, session, flags, io } = locking;
  const path = lockPathOf(request, io);
  const found = await readLockfile(path);
  if (found === undefined && !isLockWanted(flags)) return { request, session };
  const isCurrent = found !== undefined && isLockOf(found, request) && isLockedFor(found, session.target);
  const lock = isCurrent ? found : await renew(path, found, locking);
  const here = { ...session, target: lockedTargetOf(lock, session), fallbacks: [] };
  return {
    request: { ...request, spec: lock.version, dialect: "nodewright", asked: request },
    session: { ...here, sources: [lockedSource(lock, here)] },
  };
}

/** The wanted target, or the one that a renewal found in its place. */
function lockedTargetOf(lock: Lockfile, { target, fallbacks }: Session): Target {
  const targets = [target, ...fallbacks.map((one) => one.target)];
  return targets.find((one) => isLockedFor(lock, one)) ?? target;
}

/** A lock that lacks this target gets it; one of another request is made anew for all of its targets. */
async function renew(path: string, found: Lockfile | undefined, locking: Locking): Promise<Lockfile> {
  const { request, session, flags } = locking;
  if (flags.frozen === true) throw stale(path, found, locking);
  const known = found !== undefined && isLockOf(found, request) ? found : undefined;
  const others = known === undefined && found !== undefined ? Object.keys(found.targets) : [];
  const lock = await lockTargets({
    ...locking,
    known,
    targets: [session.target, ...others.map((name) => chooseTarget(name))],
  });
  if (flags.dryRun !== true) await writeLockfile(path, lock);
  return lock;
}

export interface LockTargets extends Locking {
  readonly targets: readonly [Target, ...Target[]];
  readonly known: Lockfile | undefined;
}

/** Pins the request for these targets. */
export function lockTargets({ request, session, flags, io, targets, known }: LockTargets): Promise<Lockfile> {
  return makeLock({
    ...session,
    // They stand in for the host's own target, not for one that was named.
    fallbacks: targets[0] === session.target ? session.fallbacks : [],
    request,
    targets,
    known,
    schedule: snapshot.schedule,
    offline: flags.offline ?? false,
    env: io.env,
    coreVersion: coreVersion(),
    signal: io.signal,
  });
}

function lockedSource(lock: Lockfile, { target, places, headersFor }: Session): Session["sources"][0] {
  return createLockedSource({ lock, target, places, headersFor });
}

function stale(
  path: string,
  found: Lockfile | undefined,
  { request, session }: Locking,
): LockError | UsageError {
  if (found === undefined)
    return new UsageError(`--frozen: there is no ${path}`, { hint: "make it: nodewright lock" });
  // The same request, so it is the target that is missing: the source says so.
  if (isLockOf(found, request)) lockedSource(found, session);
  const { spec, dialect } = found.request;
  return new LockError(
    "ERR_LOCK_STALE",
    `${path} locks ${JSON.stringify(spec)} (${dialect}), and ${JSON.stringify(request.spec)} (${request.dialect ?? "nodewright"}) is asked for`,
    { hint: "renew it: nodewright lock" },
  );
}
