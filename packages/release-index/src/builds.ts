import { formatTarget, type Target } from "@nodewright/target-triple";
import { slugOf, targetsOfSlug } from "./dist-slugs.js";
import { parseVersion } from "./node-version.js";
import type { ReleaseRow } from "./release-row.js";

/** The tokens by which an index can say that a target was built, the best first; empty when it has none. */
export function tokensFor(target: Target): string[] {
  const slug = slugOf(target);
  return slug === undefined ? [] : tokensOfSlug(slug);
}

function tokensOfSlug(slug: string): string[] {
  if (slug.startsWith("win-")) return ["zip", "7z", "exe", "msi"].map((form) => `${slug}-${form}`);
  if (slug === "darwin-x64") return ["osx-x64-tar", "osx-x64-pkg"];
  if (slug.startsWith("darwin-")) return [`${slug.replace("darwin", "osx")}-tar`];
  if (slug.startsWith("sunos-")) return [slug, slug.replace("sunos", "smartos")];
  return slug === UNLISTED_SLUG ? [] : [slug];
}

/** Big-endian POWER: nodejs.org published it with most releases from v4.4.5 to v9.2.0, its index never told. */
const UNLISTED_SLUG = "linux-ppc64";
const LAST_UNLISTED_MAJOR = 9;

/**
 * Whether something that can be unpacked or run was built for the target. Undefined where the row cannot
 * tell: it lists no files, or the index has no word for the target.
 */
export function isBuiltFor(row: ReleaseRow, target: Target): boolean | undefined {
  if (row.files.length === 0) return undefined;
  const slug = slugOf(target);
  if (slug === UNLISTED_SLUG && parseVersion(row.version).major <= LAST_UNLISTED_MAJOR) return undefined;
  return (
    slug !== undefined && tokensOfSlug(slug).some((token) => !isInstaller(token) && row.files.includes(token))
  );
}

/** The targets that a row lists builds of, in the order of its files. */
export function targetsBuilt(row: ReleaseRow): Target[] {
  const slugs = row.files.filter((token) => !isInstaller(token)).map(slugOfToken);
  return [...new Set(slugs)].flatMap(targetsOfSlug);
}

/** The targets built that are most like one that was not, the most alike first. */
export function nearestTargets(row: ReleaseRow, target: Target): Target[] {
  const ranked = targetsBuilt(row).map((built) => ({ built, likeness: likenessOf(built, target) }));
  return ranked
    .filter(({ likeness }) => likeness > 0)
    .sort((a, b) => b.likeness - a.likeness)
    .map(({ built }) => built);
}

/** The operating system counts most: nobody is helped by a build for another one on the same CPU. */
function likenessOf(a: Target, b: Target): number {
  if (a.os !== b.os) return a.arch === b.arch ? 1 : 0;
  return 2 + (a.arch === b.arch ? 4 : 0) + (a.libc === b.libc ? 1 : 0) + (a.variant === b.variant ? 1 : 0);
}

function isInstaller(token: string): boolean {
  return token.endsWith("-pkg") || token.endsWith("-msi");
}

function slugOfToken(token: string): string {
  if (token.startsWith("osx-")) return token.replace(/^osx-(\w+)-tar$/, "darwin-$1");
  if (token.startsWith("smartos-")) return token.replace("smartos", "sunos");
  return token.startsWith("win-") ? token.replace(/-(?:zip|7z|exe)$/, "") : token;
}

/** A target as messages spell it. */
export function nameOfTarget(target: Target): string {
  return formatTarget(target, "canonical") ?? `${target.os}-${target.arch}`;
}
