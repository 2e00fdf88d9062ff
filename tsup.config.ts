import { readFileSync } from "node:fs";
import { defineConfig } from "tsup";

interface Manifest {
  readonly engines: { readonly node: string };
  readonly exports: Record<string, string | { readonly default: string }>;
  readonly dependencies?: Record<string, string>;
}

const manifest: Manifest = JSON.parse(readFileSync("package.json", "utf8"));

/** `./dist/host.js` in the manifest's exports is built from `src/host.ts`. */
const entry = Object.fromEntries(
  Object.values(manifest.exports)
    .flatMap((target) => (typeof target === "string" ? [] : [target.default]))
    .map((file) => file.replace(/^\.\/dist\/(.*)\.js$/, "$1"))
    .map((name) => [name, `src/${name}.ts`]),
);

/** The core runs on Node 18 and in browsers; everything else on the workspace's floor. */
const isCore = manifest.engines.node === ">=18";

/** A package without dependencies that would have some carries them all: its size counts, and some are CommonJS. */
const isBundle = !isCore && manifest.dependencies === undefined;
const requireForCommonJs =
  'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);';

/**
 * The one build of the workspace, run in a package's folder: ESM by tsup, what `exports` names.
 * `dependencies` stay imports, `devDependencies` are copied into the output.
 * Declarations come from `tsc -p tsconfig.build.json`.
 */
export default defineConfig({
  entry,
  format: "esm",
  target: isCore ? "node18" : "node22",
  platform: isCore ? "neutral" : "node",
  outDir: "dist",
  clean: true,
  dts: false,
  sourcemap: !isBundle,
  ...(isBundle && { minify: true, banner: { js: requireForCommonJs } }),
  treeshake: true,
  // `node:` says that no package of that name is meant.
  removeNodeProtocol: false,
  external: [/^node:/],
  silent: true,
});
