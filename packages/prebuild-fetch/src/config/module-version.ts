/** A package's version, taken apart as semver does. */
export interface ModuleVersion {
  /** Without the build part. */
  readonly version: string;
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  readonly prerelease: string;
  readonly build: string;
}

const NUMBER = "0|[1-9]\\d*";
const IDENTIFIER = `(?:${NUMBER}|\\d*[a-zA-Z-][0-9a-zA-Z-]*)`;
/** The grammar of semver.org, with the `v` or `=` in front that npm allows. */
const SEMVER = new RegExp(
  `^\\s*[v=]?(${NUMBER})\\.(${NUMBER})\\.(${NUMBER})(?:-(${IDENTIFIER}(?:\\.${IDENTIFIER})*))?(?:\\+([0-9a-zA-Z.-]+))?\\s*$`,
);
const MAX_LENGTH = 256;

/** Undefined for what is not a version. */
export function readModuleVersion(text: string): ModuleVersion | undefined {
  const found = text.length > MAX_LENGTH ? null : SEMVER.exec(text);
  if (found === null) return undefined;
  const [, major, minor, patch, prerelease = "", build = ""] = found;
  return {
    version: `${major}.${minor}.${patch}${prerelease && `-${prerelease}`}`,
    major: Number(major),
    minor: Number(minor),
    patch: Number(patch),
    prerelease,
    build,
  };
}
