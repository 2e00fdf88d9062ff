import { defaultRegistry, nodejsDist } from "@nodewright/release-source";
import { LockError } from "./errors.js";
import type { LockedFile, LockedTarget } from "./lockfile.js";

/** Places that locked files may be fetched from. */
export interface LockedPlaces {
  /** Dist trees: nodejs.org, mirrors of it, farms; with credentials, if they need any. */
  readonly dist: readonly string[];
  /** The registry in use; ends in a slash. */
  readonly registry: string;
}

/**
 * Where a locked file is fetched: from the place that the lock names, with the credentials of today. A mirror of
 * nodejs.org is asked before it, a registry in the place of registry.npmjs.org.
 * @throws LockError ERR_LOCK_ORIGIN when the lock names a place that is not in use
 */
export function lockedUrls(
  file: LockedFile,
  { source }: Pick<LockedTarget, "source">,
  places: LockedPlaces,
): readonly [string, ...string[]] {
  const { dist, registry } = places;
  const bases = source.kind === "npm" ? [registry, defaultRegistry] : dist;
  const base = bases.find((one) => restBelow(file.url, one) !== undefined);
  const rest = base === undefined ? undefined : restBelow(file.url, base);
  if (base === undefined || rest === undefined) throw foreign(file, source.kind);
  if (source.kind === "npm") return [below(registry, rest)];
  const mirrors = isSame(base, nodejsDist) ? dist.filter((one) => !isSame(one, nodejsDist)).slice(0, 1) : [];
  const [first = below(base, rest), ...others] = mirrors.map((mirror) => below(mirror, rest));
  return first === below(base, rest) ? [first] : [first, ...others, below(base, rest)];
}

/** The part of a URL that follows a folder's, if it lies below that. */
function restBelow(url: string, folder: string): string | undefined {
  const [inner, outer] = [new URL(url), new URL(folder)];
  const path = `${outer.pathname.replace(/\/+$/, "")}/`;
  const isBelow = inner.origin === outer.origin && inner.pathname.startsWith(path);
  return isBelow ? inner.pathname.slice(path.length) : undefined;
}

function below(folder: string, rest: string): string {
  const url = new URL(folder);
  url.pathname = `${url.pathname.replace(/\/+$/, "")}/${rest}`;
  return url.href;
}

function isSame(a: string, b: string): boolean {
  return restBelow(`${a.replace(/\/+$/, "")}/x`, b) === "x";
}

function foreign({ url }: LockedFile, kind: "dist" | "npm"): LockError {
  const what = kind === "npm" ? "the registry in use nor registry.npmjs.org" : "a source in use";
  return new LockError("ERR_LOCK_ORIGIN", `the lock names ${url}, which is not below ${what}`, {
    hint: "restore the lock from version control; or, if that place is yours, name it: --source, NODE_BUILD_MIRROR_URL, npm's registry",
  });
}
