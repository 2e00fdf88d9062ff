import { matchTarget, type Target, type TargetPattern } from "@nodewright/target-triple";
import { fileNamesFor, tokenToFiles } from "./asset-names.js";
import { type Asset, type AssetKind, assetFromFileName } from "./assets.js";
import { compareVersions } from "./node-version.js";
import { COMPONENTS, type ReleaseRow } from "./release-row.js";

/** A file as a source lists it: a line of SHASUMS256.txt, or a package of a registry. */
export interface SourceAsset {
  readonly fileName: string;
  /** SHA-256 in hex, or whatever the source identifies bytes by. */
  readonly digest?: string;
  /** Where the file is; below the source's host and the version when absent. */
  readonly url?: string;
  /** What a name of nodejs.org's form tells need not be given. */
  readonly target?: TargetPattern;
  readonly kind?: AssetKind;
}

/** One place that has releases. */
export interface IndexSource {
  /** Names the place in the result: `official`, `unofficial`, `npm`, the name of a farm. */
  readonly source: string;
  /** The URL below which each version has a directory: `https://nodejs.org/dist`. */
  readonly host: string;
  readonly rows: readonly ReleaseRow[];
  /** Files by version, where known; else they are told from the tokens of the rows. */
  readonly assets?: Readonly<Record<string, readonly SourceAsset[]>>;
}

/** A file of a release at one host. */
export interface MergedAsset extends Asset {
  readonly source: string;
  readonly host: string;
  readonly url: string;
  readonly digest?: string;
}

/** A release over all sources. Its `files` are the tokens of all of them. */
export interface MergedRow extends ReleaseRow {
  /** Those that have the version, in the order given. */
  readonly sources: readonly string[];
  /**
   * All files of all sources, in the order of the sources. One name at two hosts is two assets: the bytes may
   * differ, as they do for the musl builds of nodejs.org and of unofficial-builds.
   */
  readonly assets: readonly MergedAsset[];
}

/**
 * Merges indexes, newest release first. Where sources disagree on a fact of a release the earlier source is
 * believed; files are never merged.
 */
export function mergeIndexes(sources: readonly IndexSource[]): MergedRow[] {
  const versions = new Map<string, { readonly source: IndexSource; readonly row: ReleaseRow }[]>();
  for (const source of sources) {
    for (const row of source.rows) {
      const places = versions.get(row.version);
      if (places) places.push({ source, row });
      else versions.set(row.version, [{ source, row }]);
    }
  }
  return [...versions.values()].map(mergeRow).sort((a, b) => compareVersions(b.version, a.version));
}

interface Place {
  readonly source: IndexSource;
  readonly row: ReleaseRow;
}

function mergeRow(places: readonly Place[]): MergedRow {
  const rows = places.map(({ row }) => row);
  const [first] = rows;
  if (!first) throw new TypeError("a release without a source");
  const lts = rows.find((row) => row.lts)?.lts ?? first.lts;
  const security = rows.some((row) => row.security) ? true : first.security;
  return {
    version: first.version,
    date: first.date,
    files: [...new Set(rows.flatMap((row) => row.files))].sort(),
    ...mergeComponents(rows),
    ...(lts === undefined ? {} : { lts }),
    ...(security === undefined ? {} : { security }),
    sources: places.map(({ source }) => source.source),
    assets: places.flatMap(assetsOfPlace),
  };
}

function mergeComponents(rows: readonly ReleaseRow[]): Pick<ReleaseRow, (typeof COMPONENTS)[number]> {
  return Object.fromEntries(
    COMPONENTS.flatMap((key) => {
      const value = rows.map((row) => row[key]).find((stated) => stated !== undefined && stated !== null);
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

/** What the source lists, and what its row's tokens tell beyond that: lists were often cut before late uploads. */
function assetsOfPlace({ source, row }: Place): MergedAsset[] {
  const { version } = row;
  const listed = Object.hasOwn(source.assets ?? {}, version) ? (source.assets?.[version] ?? []) : [];
  const tokens = new Set(listed.map(({ fileName }) => assetFromFileName(fileName)?.token));
  const untold = row.files
    .filter((token) => !tokens.has(token))
    .flatMap((token) => tokenToFiles(version, token));
  return [...listed, ...untold.map((fileName) => ({ fileName }))].flatMap(
    (asset) => describeAsset(asset, source, version) ?? [],
  );
}

function describeAsset(listed: SourceAsset, source: IndexSource, version: string): MergedAsset | undefined {
  const { fileName, digest, target, kind } = listed;
  const named = assetFromFileName(fileName);
  if (!named && !target) return undefined;
  const extension = /\.tar\.\w+$|\.\w+$/.exec(fileName)?.[0] ?? "";
  return {
    ...(named ?? { fileName, kind: "archive", target: {}, extension, token: null }),
    ...(target && { target }),
    ...(kind && { kind }),
    ...(digest === undefined ? {} : { digest }),
    source: source.source,
    host: source.host,
    url: listed.url ?? `${source.host.replace(/\/$/, "")}/${version}/${fileName}`,
  };
}

/**
 * The files that install a merged release on a target, the best first: archives before bare executables,
 * smaller archives before larger, and for one name the earlier source before the later.
 */
export function assetsFor(row: MergedRow, target: Target): MergedAsset[] {
  const names = fileNamesFor(row.version, target);
  const rank = ({ fileName, kind }: MergedAsset): number => {
    const place = names.indexOf(fileName);
    return place < 0 ? names.length + (kind === "archive" ? 0 : 1) : place;
  };
  return row.assets
    .filter((asset) => asset.kind === "archive" || asset.kind === "executable")
    .filter((asset) => Object.keys(asset.target).length > 0 && matchTarget(asset.target, target))
    .sort((a, b) => rank(a) - rank(b));
}
