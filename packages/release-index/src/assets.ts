import type { TargetPattern } from "@nodewright/target-triple";
import { targetOfSlug } from "./dist-slugs.js";
import { type NodeVersion, tryParseVersion } from "./node-version.js";

/** What a file of a release is. */
export type AssetKind =
  /** A whole installation, to be unpacked. */
  | "archive"
  | "source"
  | "headers"
  /** An .msi or .pkg, to be run. */
  | "installer"
  /** The bare node.exe. */
  | "executable"
  /** What addons are linked with on Windows. */
  | "library"
  | "symbols"
  /** openssl-cli.exe and the like, shipped with some old releases. */
  | "tool";

/** One file of a release, as its SHASUMS256.txt lists it. */
export interface Asset {
  /** With its directory: `win-x64/node.exe`. */
  readonly fileName: string;
  /** Where the name states one: `v22.11.0`. */
  readonly version?: string;
  readonly kind: AssetKind;
  /** What the name tells of the target; empty for source and headers, which serve every target. */
  readonly target: TargetPattern;
  /** With its dot: `.tar.xz`. */
  readonly extension: string;
  /** The index's word for the file, or null for the many that index.json does not tell of. */
  readonly token: string | null;
}

/** The directories below a release's own, and the CPU of what lies in them. */
const FOLDERS: Readonly<Record<string, string>> = {
  x64: "win-x64",
  "win-x64": "win-x64",
  "win-x86": "win-x86",
  "win-arm": "win-arm",
  "win-arm64": "win-arm64",
};
const NAMED = /^(?:node|iojs)-(v.+?)(\.tar\.gz|\.tar\.xz|\.tar\.zst|\.zip|\.7z|\.msi|\.pkg)$/;
const BARE = /^([A-Za-z][\w-]*)(\.exe|\.lib|\.exp|\.pdb|\.zip|\.7z)$/;

/** The index has no word for what is not a .tar.gz (but on Windows), for these, nor for win-arm64's .msi and .exe. */
const UNLISTED: ReadonlySet<string> = new Set(["linux-ppc64", "linux-arm-pi"]);

/**
 * Tells what a file of a release is, by its name: today's layout and every one since v0.8, io.js's included.
 * Undefined for a name that is none of them.
 */
export function assetFromFileName(fileName: string): Asset | undefined {
  const path = fileName.startsWith("./") ? fileName.slice(2) : fileName;
  const slash = path.indexOf("/");
  const folder = slash < 0 ? undefined : path.slice(0, slash);
  if (folder !== undefined && !Object.hasOwn(FOLDERS, folder)) return undefined;
  const name = path.slice(slash + 1);
  const [, stem, extension] = NAMED.exec(name) ?? [];
  if (stem !== undefined && extension !== undefined) return namedAsset({ fileName, folder, stem, extension });
  return bareAsset(fileName, folder, name);
}

/** What the names tell, in the order given; names that tell nothing are left out. */
export function assetsOf(fileNames: Iterable<string>): Asset[] {
  return [...fileNames].flatMap((fileName) => assetFromFileName(fileName) ?? []);
}

/** The index's word for a file name, or null when index.json does not tell of it. */
export function fileToToken(fileName: string): string | null {
  return assetFromFileName(fileName)?.token ?? null;
}

interface NamedFile {
  readonly fileName: string;
  readonly folder: string | undefined;
  readonly stem: string;
  readonly extension: string;
}

type Described = Pick<Asset, "kind" | "target" | "token">;

/** `node-v…-….…`. The only such file inside a directory was the .msi of 64-bit Windows, up to v0.12. */
function namedAsset({ fileName, folder, stem, extension }: NamedFile): Asset | undefined {
  if (folder !== undefined && !(folder === "x64" && extension === ".msi")) return undefined;
  for (const { version, rest } of splitsOf(stem)) {
    const described = describe(rest, extension, version);
    if (!described) continue;
    const token = folder === undefined ? described.token : null;
    return { fileName, version: version.text, ...described, extension, token };
  }
  return undefined;
}

/** `v1.2.3-a-b` may be version `v1.2.3` of `a-b`, or version `v1.2.3-a` of `b`; the shorter version first. */
function* splitsOf(stem: string): Generator<{ readonly version: NodeVersion; readonly rest: string }> {
  for (let end = stem.indexOf("-"); ; end = stem.indexOf("-", end + 1)) {
    const version = tryParseVersion(end < 0 ? stem : stem.slice(0, end));
    if (version) yield { version, rest: end < 0 ? "" : stem.slice(end + 1) };
    if (end < 0) return;
  }
}

function describe(rest: string, extension: string, version: NodeVersion): Described | undefined {
  const isTar = extension.startsWith(".tar.");
  const isGzip = extension === ".tar.gz";
  if (rest === "") {
    // Otherwise any unknown platform would read as the source of a pre-release.
    if (version.channel === "other") return undefined;
    if (isTar) return { kind: "source", target: {}, token: isGzip ? "src" : null };
    return extension === ".pkg"
      ? { kind: "installer", target: { os: "darwin" }, token: "osx-x64-pkg" }
      : undefined;
  }
  if (rest === "headers")
    return isTar ? { kind: "headers", target: {}, token: isGzip ? "headers" : null } : undefined;
  if (extension === ".msi") return describeMsi(rest);
  const target = targetOfSlug(rest);
  if (!target) return undefined;
  if (extension === ".pkg") return { kind: "installer", target, token: null };
  return { kind: "archive", target, token: archiveToken(rest, extension) };
}

function describeMsi(arch: string): Described | undefined {
  const target = targetOfSlug(`win-${arch}`);
  return target && { kind: "installer", target, token: arch === "arm64" ? null : `win-${arch}-msi` };
}

function archiveToken(slug: string, extension: string): string | null {
  if (UNLISTED.has(slug)) return null;
  if (slug.startsWith("win-"))
    return extension === ".zip" || extension === ".7z" ? slug + extension.replace(".", "-") : null;
  if (extension !== ".tar.gz") return null;
  return slug.startsWith("darwin-") ? `${slug.replace("darwin", "osx")}-tar` : slug;
}

/** A file named after no version. Outside any directory it is of 32-bit Windows. */
function bareAsset(fileName: string, folder: string | undefined, name: string): Asset | undefined {
  const [, stem, extension] = BARE.exec(name) ?? [];
  if (stem === undefined || extension === undefined) return undefined;
  const slug = folder === undefined ? "win-x86" : (FOLDERS[folder] ?? folder);
  const target = targetOfSlug(slug);
  const kind = bareKind(stem, extension);
  if (!target || !kind) return undefined;
  const isListed = kind === "executable" && slug !== "win-arm64";
  return { fileName, kind, target, extension, token: isListed ? `${slug}-exe` : null };
}

function bareKind(stem: string, extension: string): AssetKind | undefined {
  if (extension === ".pdb") return "symbols";
  if (extension === ".zip" || extension === ".7z")
    return /^(?:node|iojs)_pdb$/.test(stem) ? "symbols" : undefined;
  if (extension === ".lib" || extension === ".exp") return "library";
  return stem === "node" || stem === "iojs" ? "executable" : "tool";
}
