import type { ExpectedDigest } from "@nodewright/artifact-store";
import { type ReleaseRow, tokensFor } from "@nodewright/release-index";
import {
  describeEvidence,
  type NpmConfig,
  nodeOmissions,
  npmLayout,
  type Offer,
  type OfferPart,
  type ReleaseSource,
} from "@nodewright/release-source";
import { formatTarget, type Target } from "@nodewright/target-triple";
import { LockError } from "./errors.js";
import { type LockedPlaces, lockedUrls } from "./locked-urls.js";
import { type LockedFile, type LockedTarget, type Lockfile, lockfileName } from "./lockfile.js";

export interface LockedSourceOptions {
  readonly lock: Lockfile;
  readonly target: Target;
  readonly places: LockedPlaces;
  readonly headersFor: NpmConfig["headersFor"];
}

/**
 * A source that has the locked release and nothing else. It asks no index and no list: the pinned digest vouches
 * for each file.
 * @throws LockError ERR_LOCK_TARGET when the target is not locked, ERR_LOCK_ORIGIN
 */
export function createLockedSource(options: LockedSourceOptions): ReleaseSource {
  const { lock, target } = options;
  const locked = lockedTarget(lock, target);
  const parts = locked.files.map((file) => toPart(file, locked, options));
  const [first, ...others] = parts;
  if (first === undefined) throw notLocked(lock, target);
  const { kind, name } = locked.source;
  return {
    kind,
    name,
    loadIndex: async () => ({ rows: [toRow(lock, target)], origin: lockfileName }),
    offer: async (release): Promise<Offer> => ({
      source: locked.source,
      release,
      target,
      parts: [first, ...others],
      steps: kind === "npm" ? npmLayout(target).steps : [],
      proofs: [],
      notes: [],
    }),
  };
}

/** Whether a lock has a target. */
export function isLockedFor(lock: Lockfile, target: Target): boolean {
  return Object.hasOwn(lock.targets, formatTarget(target) ?? "");
}

function lockedTarget(lock: Lockfile, target: Target): LockedTarget {
  const name = formatTarget(target) ?? "";
  const locked = isLockedFor(lock, target) ? lock.targets[name] : undefined;
  if (locked === undefined) throw notLocked(lock, target);
  return locked;
}

function notLocked({ targets }: Lockfile, target: Target): LockError {
  return new LockError(
    "ERR_LOCK_TARGET",
    `${lockfileName} has nothing for ${formatTarget(target)}, but for ${Object.keys(targets).join(", ")}`,
    { hint: `add it: nodewright lock --target ${formatTarget(target)}` },
  );
}

function toRow({ version, date, lts, npm }: Lockfile, target: Target): ReleaseRow {
  const row = { version, date, files: tokensFor(target), lts, security: false };
  return npm === undefined ? row : { ...row, npm };
}

function toPart(file: LockedFile, locked: LockedTarget, options: LockedSourceOptions): OfferPart {
  const { name, digest, part, evidence } = file;
  const urls = lockedUrls(file, locked, options.places);
  const isPackage = part !== "archive";
  return {
    fileName: name,
    origin: isPackage ? { urls, headers: options.headersFor(urls[0]) } : { urls },
    stripComponents: 1,
    into: part === "npm-package" ? npmLayout(options.target).npmFolder : "",
    omit: part === "node-package" ? nodeOmissions : [],
    digests: [toDigest(digest)],
    evidence: [
      {
        kind: "lockfile",
        fileName: name,
        digest,
        lockfile: lockfileName,
        vouched: evidence.map(describeEvidence),
      },
    ],
  };
}

function toDigest(digest: string): ExpectedDigest {
  const [algorithm] = digest.split("-");
  const isNamed = algorithm === "sha256" || algorithm === "sha384" || algorithm === "sha512";
  return { algorithm: isNamed ? algorithm : "sha256", digest };
}
