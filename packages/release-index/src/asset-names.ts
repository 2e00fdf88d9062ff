import type { Target } from "@nodewright/target-triple";
import { slugOf } from "./dist-slugs.js";
import { type NodeVersion, parseVersion } from "./node-version.js";

/**
 * The names of the files that install a version on a target, the best first: the smaller archive, then the
 * others, and for old releases on Windows the bare executable. Only names that nodejs.org used at that time;
 * whether a file exists is for the release's SHASUMS256.txt to say. Empty for a target that has no name.
 *
 * @throws ReleaseIndexError `ERR_RELEASE_VERSION`
 */
export function fileNamesFor(version: string, target: Target): string[] {
  const slug = slugOf(target);
  const parsed = parseVersion(version);
  if (slug === undefined) return [];
  if (!slug.startsWith("win-")) return tarNames(parsed, slug).reverse();
  const forms = hasZip(parsed) ? ["zip", "7z"] : ["exe"];
  return forms.map((form) => windowsName(parsed, slug, form));
}

/**
 * The names of the files that a token of index.json stands for; empty for a token that is not known.
 *
 * @throws ReleaseIndexError `ERR_RELEASE_VERSION`
 */
export function tokenToFiles(version: string, token: string): string[] {
  const parsed = parseVersion(version);
  if (token === "src") return tarNames(parsed);
  if (token === "headers") return tarNames(parsed, "headers");
  if (token === "osx-x64-pkg") return [`node-${parsed.text}.pkg`];
  const [, mac] = /^osx-(\w+)-tar$/.exec(token) ?? [];
  if (mac !== undefined) return tarNames(parsed, `darwin-${mac}`);
  const [, slug, form] = /^(win-\w+)-(zip|7z|exe|msi)$/.exec(token) ?? [];
  if (slug !== undefined && form !== undefined) return [windowsName(parsed, slug, form)];
  return /^(?:linux|aix|sunos|smartos)-[\w-]+$/.test(token) ? tarNames(parsed, token) : [];
}

/** The .tar.gz, and the .tar.xz where there is one. */
function tarNames(version: NodeVersion, rest?: string): string[] {
  const stem = rest === undefined ? `node-${version.text}` : `node-${version.text}-${rest}`;
  return hasXz(version) && !rest?.startsWith("aix-")
    ? [`${stem}.tar.gz`, `${stem}.tar.xz`]
    : [`${stem}.tar.gz`];
}

/** Since v4 what is not an archive lies in a directory of its target; before, 64-bit files lay in `x64`. */
function windowsName(version: NodeVersion, slug: string, form: string): string {
  const arch = slug.slice("win-".length);
  const isOld = version.major < 4;
  if (form === "exe") return isOld ? (arch === "x64" ? "x64/node.exe" : "node.exe") : `${slug}/node.exe`;
  if (form !== "msi") return `node-${version.text}-${slug}.${form}`;
  return `${isOld && arch === "x64" ? "x64/" : ""}node-${version.text}-${arch}.msi`;
}

/** Since v0.10.42 and v0.12.10, by the lists in nodejs.org's release posts. */
function hasXz({ major, minor, patch }: NodeVersion): boolean {
  if (major > 0) return true;
  return (minor === 10 && patch >= 42) || (minor === 12 && patch >= 10) || minor > 12;
}

/** Since v4.5.0 and v6.2.1, not in v5; likewise. */
function hasZip({ major, minor, patch }: NodeVersion): boolean {
  if (major === 4) return minor >= 5;
  return major > 6 || (major === 6 && (minor > 2 || (minor === 2 && patch >= 1)));
}
