import { readFile } from "node:fs/promises";
import { builtinModules, createRequire } from "node:module";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** The entries an editor's worker needs: the three core packages with their data. */
export const CORE_ENTRIES: readonly string[] = [
  "@nodewright/target-triple",
  "@nodewright/abi-resolver",
  "@nodewright/release-index",
  "@nodewright/release-index/snapshot",
];

export interface CoreBundle {
  readonly gzipBytes: number;
  /** What of Node.js itself something in the bundle asks for, with or without `node:`. */
  readonly nodeImports: readonly string[];
}

const NODE_MODULES: readonly string[] = builtinModules.flatMap((name) => [name, `node:${name}`]);

/** Bundles entries, everything they export kept, as esbuild does it for a browser's worker. */
export async function bundleForWorker(entries: readonly string[]): Promise<CoreBundle> {
  const contents = entries
    .map((entry, i) => `export * as entry${i} from ${JSON.stringify(entry)};`)
    .join("\n");
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    write: false,
    metafile: true,
    logLevel: "error",
    // Reported instead: esbuild alone would stop at the first.
    external: [...NODE_MODULES],
  });
  const asked = Object.values(metafile.outputs).flatMap((output) => output.imports.map(({ path }) => path));
  return { gzipBytes: gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length, nodeImports: asked };
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** The runtime dependencies a workspace package declares. */
export async function dependenciesOf(name: string): Promise<readonly string[]> {
  const path = createRequire(import.meta.url).resolve(`${name}/package.json`);
  const manifest: Manifest = JSON.parse(await readFile(path, "utf8"));
  return Object.keys(manifest.dependencies ?? {});
}
