import { rm, rmdir } from "node:fs/promises";
import { join } from "node:path";
import type { Offer, OfferPart } from "@nodewright/release-source";
import type { Target } from "@nodewright/target-triple";

/** What of a prefix an install can do without. The node executable and the licence always stay. */
export const prefixParts = ["npm", "corepack", "headers", "docs"] as const;

/** See {@link prefixParts}. */
export type PrefixPart = (typeof prefixParts)[number];

const unixPaths: Readonly<Record<PrefixPart, readonly string[]>> = {
  npm: ["lib/node_modules/npm", "bin/npm", "bin/npx"],
  corepack: ["lib/node_modules/corepack", "bin/corepack"],
  headers: ["include"],
  docs: ["share", "README.md", "CHANGELOG.md"],
};

const windowsPaths: Readonly<Record<PrefixPart, readonly string[]>> = {
  npm: ["node_modules/npm", "npm", "npm.cmd", "npm.ps1", "npx", "npx.cmd", "npx.ps1"],
  corepack: ["node_modules/corepack", "corepack", "corepack.cmd", "corepack.ps1"],
  headers: ["include"],
  docs: ["README.md", "CHANGELOG.md"],
};

/** Folders that are left empty go too. */
const emptied = ["lib/node_modules", "lib", "node_modules"] as const;

/** Whether an install that has some parts has all that are wanted; undefined is the whole prefix. */
export function hasParts(
  present: readonly PrefixPart[] | undefined,
  wanted: readonly PrefixPart[] | undefined,
): boolean {
  if (present === undefined) return true;
  return wanted?.every((part) => present.includes(part)) ?? false;
}

/** What is wanted beside what is there already, in the order of {@link prefixParts}. */
export function unionOfParts(
  present: readonly PrefixPart[] | undefined,
  wanted: readonly PrefixPart[] | undefined,
): readonly PrefixPart[] | undefined {
  if (present === undefined || wanted === undefined) return wanted;
  return prefixParts.filter((part) => present.includes(part) || wanted.includes(part));
}

/** An offer without the archives of which nothing would stay, which are then not even fetched. */
export function trimOffer(offer: Offer, keep: readonly PrefixPart[] | undefined): Offer {
  const gone = new Set(pathsWithout(keep, offer.target));
  const [first, ...others] = offer.parts;
  const parts: readonly [OfferPart, ...OfferPart[]] = [
    first,
    ...others.filter(({ into }) => !gone.has(into)),
  ];
  return { ...offer, parts };
}

/** Removes what is not kept from a prefix. */
export async function trimPrefix(
  prefix: string,
  keep: readonly PrefixPart[] | undefined,
  target: Target,
): Promise<void> {
  const gone = pathsWithout(keep, target);
  if (gone.length === 0) return;
  for (const path of gone) await rm(join(prefix, path), { recursive: true, force: true });
  // One that is not empty, or was never there, stays as it is.
  for (const path of emptied) await rmdir(join(prefix, path)).catch(() => {});
}

function pathsWithout(keep: readonly PrefixPart[] | undefined, { os }: Target): readonly string[] {
  if (keep === undefined) return [];
  const paths = os === "win32" ? windowsPaths : unixPaths;
  return prefixParts.filter((part) => !keep.includes(part)).flatMap((part) => paths[part]);
}
