import { formatTarget } from "./format-target.js";
import { listTargets } from "./known-targets.js";
import type { Target } from "./target.js";

/** `os`, `cpu` and `libc` of a package.json: one word or several, `!` before a word that is not to match. */
export interface NpmFilter {
  readonly os?: string | readonly string[] | null | undefined;
  readonly cpu?: string | readonly string[] | null | undefined;
  readonly libc?: string | readonly string[] | null | undefined;
}

/** What a package.json says to be installed on this target alone. */
export interface NpmFields {
  readonly os?: readonly string[];
  readonly cpu: readonly string[];
  readonly libc?: readonly string[];
}

/**
 * The fields for a package of this target; null where npm cannot say it. npm has no word for the version of arm, the
 * byte order of ppc64, or a variant: two packages may carry the same fields.
 */
export function npmFilter(target: Target): NpmFields | null {
  const text = formatTarget(target, "npm");
  if (text === null) return null;
  if (target.os === "wasi") return { cpu: [text] };
  const { os, arch, libc } = target;
  return { os: [os], cpu: [arch], ...(os === "linux" && libc !== undefined && { libc: [libc] }) };
}

/**
 * Whether npm installs a package with these fields on the target, by the rule of npm-install-checks: exact words,
 * `any` alone for all, none of the negated words; a declared libc never fits a target without glibc or musl.
 */
export function matchesNpmFilter(filter: NpmFilter, target: Target): boolean {
  const libc = target.libc === "glibc" || target.libc === "musl" ? target.libc : undefined;
  const platform = target.os === "mas" ? "darwin" : target.os;
  return (
    (!filter.os || fits(filter.os, platform)) &&
    (!filter.cpu || fits(filter.cpu, target.arch)) &&
    (!filter.libc || (libc !== undefined && fits(filter.libc, libc)))
  );
}

function fits(field: string | readonly string[], word: string): boolean {
  const words = typeof field === "string" ? [field] : field;
  if (words.length === 1 && words[0] === "any") return true;
  const refused = words.filter((one) => one.startsWith("!"));
  if (refused.includes(`!${word}`)) return false;
  return words.includes(word) || refused.length === words.length;
}

/** The targets that npm would install such a package on. */
export function targetsOfNpmFilter(filter: NpmFilter): readonly Target[] {
  return listTargets().filter((target) => matchesNpmFilter(filter, target));
}
