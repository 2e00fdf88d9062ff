import { canonicalParts, canonicalText } from "./canonical.js";
import { COLUMNS } from "./dialects.generated.js";
import {
  checkedPair,
  createTarget,
  matchTarget,
  type Target,
  type TargetParts,
  targetsEqual,
} from "./target.js";
import { armVersionsOf, endiansOf, libcsOf } from "./vocabulary.js";

interface KnownTargets {
  readonly list: readonly Target[];
  /** Canonical text to place in `list`, which is the place of the target's cell in a dialect's column. */
  readonly places: ReadonlyMap<string, number>;
  /** The same by the object, which is what `parseTarget` gives: to format it then takes no text. */
  readonly placesOfObjects: ReadonlyMap<Target, number>;
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
    placesOfObjects: new Map(list.map((target, place) => [target, place])),
  };
}

/** The targets that some dialect spells, common platforms first. Others can be made by `createTarget`. */
export function listTargets(): readonly Target[] {
  return knownTargets().list;
}

/** Where the target stands in `listTargets()`; undefined for another one, and for an object that says more or less. */
export function placeOf(target: Target): number | undefined {
  const { list, places, placesOfObjects } = knownTargets();
  const place = placesOfObjects.get(target) ?? places.get(canonicalText(target)) ?? -1;
  const known = list[place];
  return known !== undefined && (known === target || targetsEqual(known, target)) ? place : undefined;
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
  const fits = listTargets().filter((target) => all.some((one) => matchTarget(one, target)));
  return fits.length > 0 ? fits : all;
}

function orNone<Item>(items: readonly Item[]): readonly (Item | undefined)[] {
  return items.length > 0 ? items : [undefined];
}
