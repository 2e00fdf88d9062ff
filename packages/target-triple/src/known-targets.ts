import { canonicalParts, canonicalText } from "./canonical.js";
import { COLUMNS } from "./dialects.generated.js";
import {
  checkedPair,
  createTarget,
  matchTarget,
  type Target,
  type TargetParts,
  type TargetPattern,
} from "./target.js";
import { armVersionsOf, endiansOf, libcsOf } from "./vocabulary.js";

interface KnownTargets {
  readonly list: readonly Target[];
  /** Canonical text to place in `list`, which is the place of the target's cell in a dialect's column. */
  readonly places: ReadonlyMap<string, number>;
}

let known: KnownTargets | undefined;

/** Built at first use, so that importing the package costs nothing. */
export function knownTargets(): KnownTargets {
  known ??= readTargets();
  return known;
}

function readTargets(): KnownTargets {
  const list = COLUMNS.canonical.split(";").map((text) => createTarget(canonicalParts(text) ?? {}));
  return {
    list: Object.freeze(list),
    places: new Map(list.map((target, place) => [canonicalText(target), place])),
  };
}

/** The targets that some dialect spells, common platforms first. Others can be made by `createTarget`. */
export function listTargets(): readonly Target[] {
  return knownTargets().list;
}

/** Where the target stands in `listTargets()`. */
export function placeOf(target: Target): number | undefined {
  return knownTargets().places.get(canonicalText(target));
}

/**
 * Every target that the parts may mean: one if they settle it, else the known targets that fit, else what the
 * vocabulary allows. Throws as `createTarget` does.
 */
export function completeTargets(parts: TargetParts): readonly Target[] {
  const { os, arch } = checkedPair(parts);
  const libcs = parts.libc ? [parts.libc] : libcsOf(os);
  const armVersions = parts.armVersion ? [parts.armVersion] : armVersionsOf(os, arch);
  const endians = parts.endian ? [parts.endian] : endiansOf(os, arch);
  const all = orNone(libcs).flatMap((libc) =>
    orNone(armVersions).flatMap((armVersion) =>
      orNone(endians).map((endian) => createTarget({ ...parts, libc, armVersion, endian })),
    ),
  );
  if (all.length === 1) return all;
  const fits = listTargets().filter((target) =>
    all.some((one) => matchTarget(openVariant(one, parts), target)),
  );
  return fits.length > 0 ? fits : all;
}

function orNone<Item>(items: readonly Item[]): readonly (Item | undefined)[] {
  return items.length > 0 ? items : [undefined];
}

function openVariant(target: Target, parts: TargetParts): TargetPattern {
  const { variant: _unsaid, ...open } = target;
  return parts.variant ? target : open;
}
