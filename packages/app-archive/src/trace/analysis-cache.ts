import { randomBytes } from "node:crypto";
import { mkdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { dirname, sep } from "node:path";

/** What the tracer found in one script; it keeps these by path. */
interface Analysis {
  readonly assets: ReadonlySet<string>;
  readonly deps: ReadonlySet<string>;
  readonly imports: ReadonlySet<string>;
  readonly isESM: boolean;
}

/** The same as JSON, with what the file system said of the script. */
interface Row extends Record<"assets" | "deps" | "imports", readonly string[]> {
  readonly identity: string;
  readonly isESM: boolean;
}

/** The tracer's own memory, which it takes from and adds to. */
export interface TraceCache {
  readonly analysisCache: Map<string, Analysis>;
}

/** Of the form of a file, and of what the tracer finds. */
const schema = "1 @vercel/nft 1.11";

export function emptyCache(): TraceCache {
  return { analysisCache: new Map() };
}

/**
 * What was found in scripts of installed packages, from an earlier trace. A script whose size or times changed is read
 * again; so is all of the project's own code, which names files that come and go.
 * @param file where it is kept; one that cannot be read is as good as none
 */
export async function readAnalyses(file: string): Promise<TraceCache> {
  const analysisCache = new Map<string, Analysis>();
  const rows = await readRows(file);
  await Promise.all(
    Object.entries(rows).map(async ([path, { identity, assets, deps, imports, isESM }]) => {
      if ((await identityOf(path)) !== identity) return;
      const found = { assets: new Set(assets), deps: new Set(deps), imports: new Set(imports), isESM };
      analysisCache.set(path, found);
    }),
  );
  return { analysisCache };
}

/** What looks for an addon on the disk finds another one after the next build. */
const addonLoaders = ["@mapbox/node-pre-gyp", "bindings", "nbind", "node-gyp-build", "node-pre-gyp"];

/** Whether it depends on the script alone: what names files depends on those that are there. */
function isKeepable([path, { assets, deps }]: readonly [string, Analysis]): boolean {
  const isInstalled = path.includes(`${sep}node_modules${sep}`);
  return isInstalled && assets.size === 0 && !addonLoaders.some((name) => deps.has(name));
}

/** Keeps what a trace found, for the next one. What cannot be written is not kept. */
export async function keepAnalyses(file: string, { analysisCache }: TraceCache): Promise<void> {
  const installed = [...analysisCache].filter(isKeepable);
  const rows = await Promise.all(
    installed.map(async ([path, { assets, deps, imports, isESM }]): Promise<[string, Row]> => {
      const identity = (await identityOf(path)) ?? "";
      return [path, { identity, assets: [...assets], deps: [...deps], imports: [...imports], isESM }];
    }),
  );
  const temporary = `${file}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(temporary, JSON.stringify({ schema, rows: Object.fromEntries(rows) }));
    await rename(temporary, file);
  } catch {
    // A full disk or a read-only folder costs the next trace some time.
  }
}

async function readRows(file: string): Promise<Readonly<Record<string, Row>>> {
  try {
    const value: { readonly schema?: string; readonly rows?: Record<string, Row> } = JSON.parse(
      await readFile(file, "utf8"),
    );
    return value.schema === schema ? (value.rows ?? {}) : {};
  } catch {
    return {};
  }
}

async function identityOf(path: string): Promise<string | undefined> {
  const stats = await stat(path, { bigint: true }).catch(() => undefined);
  return stats && [stats.size, stats.mtimeNs, stats.ctimeNs, stats.ino].join(" ");
}
