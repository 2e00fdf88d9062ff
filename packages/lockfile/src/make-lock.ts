import { type InstallOptions, planInstall, type SpecRequest } from "@nodewright/installation";
import type { Offer } from "@nodewright/release-source";
import { formatTarget, type Target } from "@nodewright/target-triple";
import { LockError } from "./errors.js";
import { lockOffer } from "./lock-offer.js";
import type { LockedTarget, Lockfile } from "./lockfile.js";

export interface MakeLockOptions
  extends Omit<InstallOptions, "spec" | "dialect" | "target" | "force" | "compile"> {
  readonly request: SpecRequest;
  /** The first, or a fallback for it, decides which release the request means; the others get the same. */
  readonly targets: readonly [Target, ...Target[]];
  /** A lock of the same request, whose release and targets stay. */
  readonly known?: Lockfile | undefined;
}

/**
 * Finds out what a request means, proves it for every target as an install would, and pins it. Nothing but indexes,
 * lists and signatures is downloaded.
 * @throws LockError ERR_LOCK_SOURCE, and whatever planning an install throws
 */
export async function makeLock(options: MakeLockOptions): Promise<Lockfile> {
  const { request, targets, known } = options;
  const [first, ...others] = targets;
  const locked: Record<string, LockedTarget> = { ...known?.targets };
  const decisive = await offerFor(first, options, known === undefined ? request : { spec: known.version });
  for (const offer of [decisive, ...(await offersFor(others, decisive, options))]) {
    locked[formatTarget(offer.target) ?? ""] = lockOffer(offer);
  }
  const { version, date, lts, npm } = decisive.release;
  return {
    lockfileVersion: 1,
    request: { spec: request.spec, dialect: request.dialect ?? "nodewright" },
    version,
    date: known?.date ?? (date || "1970-01-01"),
    lts: known?.lts ?? lts ?? false,
    npm: known?.npm ?? (npm || undefined),
    targets: locked,
  };
}

/** One after the other: they mostly read the same lists. */
async function offersFor(
  targets: readonly Target[],
  decisive: Offer,
  options: MakeLockOptions,
): Promise<Offer[]> {
  const offers: Offer[] = [];
  for (const target of targets) {
    offers.push(await offerFor(target, { ...options, fallbacks: [] }, { spec: decisive.release.version }));
  }
  return offers;
}

async function offerFor(target: Target, options: MakeLockOptions, request: SpecRequest): Promise<Offer> {
  const { spec, dialect } = request;
  const plan = await planInstall({ ...options, spec, dialect, target, force: true, compile: undefined });
  if (plan.kind === "offer") return plan.offer;
  throw new LockError("ERR_LOCK_SOURCE", `no source has a binary for ${formatTarget(target)}`);
}

/** Whether a lock answers this very request. */
export function isLockOf(lock: Lockfile, { spec, dialect = "nodewright" }: SpecRequest): boolean {
  return lock.request.spec === spec && lock.request.dialect === dialect;
}
