import { realpath, stat } from "node:fs/promises";
import { join, parse, relative, resolve } from "node:path";
import { type NodeFileTraceResult, nodeFileTrace } from "@vercel/nft";
import { ArchiveError } from "../errors.js";
import { emptyCache, keepAnalyses, readAnalyses, type TraceCache } from "./analysis-cache.js";
import { assemble } from "./assemble.js";
import { expandGlobs, isIgnored } from "./globs.js";
import { isInstalled, needsOf, packageFolders } from "./package-needs.js";
import { quirks as knownQuirks } from "./quirks.js";
import type { Trace, TraceOptions, Why } from "./types.js";

/**
 * Finds the files that an app needs: what its code loads, file by file, and what the options add. Nothing of the app
 * is run. For `exports` that differ by `module-sync`, which depends on the Node.js that runs it, both sides are taken.
 *
 * The root is the folder above the one that all files share, so that the project's own name stays in paths.
 *
 * Throws ArchiveError ERR_ARCHIVE_ENTRY when the entry is no file.
 */
export async function traceApp(options: TraceOptions): Promise<Trace> {
  const folder = resolve(options.folder);
  const entry = await requireFile(resolve(folder, options.entry));
  const skip = isIgnored(options.ignore ?? [], folder);
  const asked: Asked = new Map([[entry, { why: "entry", by: [] }]]);
  const scripts = await expandGlobs(options.scripts ?? [], folder);
  const seen = (options.seen ?? []).map((path) => resolve(folder, path));
  ask(asked, "script", scripts);
  ask(asked, "asset", await expandGlobs(options.assets ?? [], folder));
  ask(asked, "seen", seen);
  const cache = options.cacheFile === undefined ? emptyCache() : await readAnalyses(options.cacheFile);
  const known = cache.analysisCache.size;
  const trace = createTracer(entry, folder, { ...options, skip, cache });
  const code = [entry, ...scripts, ...seen].filter((path) => isCode(path) && !skip(path));
  const { result, advice } = await traceRounds(code, { trace, skip, asked, options });
  if (options.cacheFile !== undefined && cache.analysisCache.size > known) {
    await keepAnalyses(options.cacheFile, cache);
  }
  const left = [...asked.keys()].filter((path) => skip(path) && path !== entry);
  for (const path of left) asked.delete(path);
  return await assemble({ ...result, entry, base: parse(entry).root, asked, left, advice });
}

type Asked = Map<string, { readonly why: Why; readonly by: readonly string[] }>;

function ask(asked: Asked, why: Why, paths: readonly string[], by: readonly string[] = []): void {
  for (const path of paths) if (!asked.has(path)) asked.set(path, { why, by });
}

type Tracer = (code: readonly string[]) => Promise<NodeFileTraceResult>;

interface TracerOptions extends Pick<TraceOptions, "conditions"> {
  readonly skip: (path: string) => boolean;
  /** What one round has read need not be read again in the next one. */
  readonly cache: TraceCache;
}

function createTracer(
  entry: string,
  folder: string,
  { conditions = [], skip, cache }: TracerOptions,
): Tracer {
  const base = parse(entry).root;
  return (code) =>
    nodeFileTrace([...code], {
      base,
      processCwd: folder,
      cache,
      conditions: ["node", ...conditions],
      exportsOnly: true,
      moduleSyncCatchall: true,
      mixedModules: true,
      ignore: (path) => skip(resolve(base, path)),
    });
}

interface Round {
  readonly trace: Tracer;
  readonly skip: (path: string) => boolean;
  readonly asked: Asked;
  readonly options: TraceOptions;
}

/** Traces code, and what the packages that it reaches ask for, until nothing new is asked for. */
async function traceRounds(
  code: readonly string[],
  { trace, skip, asked, options }: Round,
): Promise<{ readonly result: NodeFileTraceResult; readonly advice: Trace["advice"] }> {
  const { quirks = knownQuirks, followsDependencies = false } = options;
  const known = new Set(code);
  const looked = new Set<string>();
  const all: { folder: string; text: string }[] = [];
  for (;;) {
    const result = await trace([...known]);
    const before = known.size;
    const manifests = [
      ...result.fileList,
      ...[...asked.keys()].map((path) => relative(parse(path).root, path)),
    ];
    for (const folder of packageFolders(manifests, parse(code[0] ?? "/").root)) {
      if (looked.has(folder)) continue;
      looked.add(folder);
      // Of a package.json that merely lies above the app, its dependencies are no business of the app's.
      const follows = followsDependencies && (isInstalled(folder) || asked.has(join(folder, "package.json")));
      const needs = await needsOf(folder, { quirks, followsDependencies: follows });
      for (const { scripts, assets, because, advice } of needs) {
        if (advice !== undefined) all.push({ folder, text: advice });
        ask(asked, "quirk", [...scripts, ...assets], [because]);
        for (const path of scripts) if (isCode(path) && !skip(path)) known.add(path);
      }
    }
    if (known.size === before) return { result, advice: all };
  }
}

/** What the tracer reads as code. */
function isCode(path: string): boolean {
  return /\.([cm]?[jt]s|tsx|node)$/.test(path) && !/\.d\.[cm]?ts$/.test(path);
}

async function requireFile(path: string): Promise<string> {
  try {
    if ((await stat(path)).isFile()) return await realpath(path);
  } catch (cause) {
    throw noEntry(path, "it cannot be read", cause);
  }
  throw noEntry(path, "it is no file");
}

function noEntry(path: string, why: string, cause?: unknown): ArchiveError {
  return new ArchiveError("ERR_ARCHIVE_ENTRY", `cannot start from ${path}: ${why}`, {
    hint: "name the script that starts the app",
    cause,
  });
}
