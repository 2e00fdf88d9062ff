import { lstat, readlink } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import type { NodeFileTraceReasons } from "@vercel/nft";
import { isIdleManifest, rootOf } from "./archive-root.js";
import type { Trace, TracedFile, TracedLink, Why } from "./types.js";
import { unresolvedOf } from "./unresolved.js";

/** What is known of the files before they are looked at. */
export interface Found {
  readonly entry: string;
  /** What the tracer's paths are relative to. */
  readonly base: string;
  readonly reasons: NodeFileTraceReasons;
  readonly fileList: ReadonlySet<string>;
  readonly warnings: ReadonlySet<Error>;
  /** Files that something else than code asked for, by their paths on this disk. */
  readonly asked: ReadonlyMap<string, { readonly why: Why; readonly by: readonly string[] }>;
  /** What was asked for so and is to be ignored. */
  readonly left?: readonly string[];
  readonly advice?: Trace["advice"];
}

interface OnDisk {
  readonly source: string;
  readonly sizeBytes: number;
  readonly mode: number;
  /** Where a link leads, on this disk. */
  readonly leadsTo?: string;
}

/** Looks at every file once and gives it its place in the archive. */
export async function assemble(found: Found): Promise<Trace> {
  const { entry, base, fileList, asked } = found;
  const paths = new Set([...[...fileList].map((path) => join(base, path)), ...asked.keys()]);
  const all = (await Promise.all([...paths].map(look))).filter((one) => one !== undefined);
  const onDisk = withoutIdleManifests(all, asked);
  const files = onDisk.filter(({ leadsTo }) => leadsTo === undefined);
  const root = rootOf(files.map(({ source }) => source));
  const toPath = (source: string): string => relative(root, source).split(sep).join("/");
  const { unresolved, others } = unresolvedOf(found.warnings, root);
  const traced = files.map((file): TracedFile => {
    const { why, by } = reasonOf(file.source, found);
    const { source, sizeBytes, mode } = file;
    return { path: toPath(source), source, why, by: by.map((one) => toShown(one, toPath)), sizeBytes, mode };
  });
  const order = (a: { path: string }, b: { path: string }): number => (a.path < b.path ? -1 : 1);
  return {
    root,
    entry: toPath(entry),
    files: traced.sort(order),
    links: linksOf(onDisk, root, toPath).sort(order),
    unresolved,
    ignored: ignoredOf(found).map(toPath).sort(),
    advice: found.advice ?? [],
    warnings: others,
  };
}

/** Leaves out each package.json above the app that nobody asked for and that says nothing to Node.js. */
function withoutIdleManifests(files: readonly OnDisk[], asked: Found["asked"]): OnDisk[] {
  const paths = files.map(({ source }) => source);
  return files.filter(({ source }) => asked.has(source) || !isIdleManifest(source, paths));
}

/** Undefined for what is neither a file nor a link. */
async function look(source: string): Promise<OnDisk | undefined> {
  const stats = await lstat(source).catch(() => undefined);
  if (stats?.isSymbolicLink() === true) {
    const leadsTo = resolve(dirname(source), await readlink(source));
    return { source, sizeBytes: 0, mode: 0o777, leadsTo };
  }
  if (stats?.isFile() !== true) return undefined;
  return { source, sizeBytes: stats.size, mode: stats.mode & 0o777 };
}

/** Links within the archive; one that leads elsewhere, such as a system's `/tmp`, is the disk's business. */
function linksOf(onDisk: readonly OnDisk[], root: string, toPath: (source: string) => string): TracedLink[] {
  const isWithin = (path: string): boolean => path.startsWith(root.endsWith(sep) ? root : root + sep);
  return onDisk.flatMap(({ source, leadsTo }) =>
    leadsTo !== undefined && isWithin(source) && isWithin(leadsTo)
      ? [{ path: toPath(source), target: toPath(leadsTo) }]
      : [],
  );
}

function ignoredOf({ base, reasons, left = [] }: Found): string[] {
  const byCode = [...reasons].filter(([, { ignored }]) => ignored).map(([path]) => join(base, path));
  return [...new Set([...byCode, ...left])];
}

function reasonOf(
  source: string,
  { base, reasons, asked }: Found,
): { readonly why: Why; readonly by: readonly string[] } {
  const own = asked.get(source);
  if (own !== undefined) return own;
  const reason = reasons.get(relative(base, source));
  const by = [...(reason?.parents ?? [])].map((path) => join(base, path));
  const types = reason?.type ?? [];
  if (types.includes("sharedlib")) return { why: "library", by };
  if (types.includes("asset")) return { why: "asset", by };
  const isManifest = basename(source) === "package.json" && !types.includes("dependency");
  return { why: isManifest ? "manifest" : "loaded", by };
}

/** Sentences stay what they are. */
function toShown(by: string, toPath: (source: string) => string): string {
  return by.includes(sep) && resolve(by) === by ? toPath(by) : by;
}
