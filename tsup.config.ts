import { readFileSync, writeFileSync } from "node:fs";
import { defineConfig, type Options } from "tsup";

interface Manifest {
  readonly engines: { readonly node: string };
  readonly exports: Record<string, string | { readonly default: string }>;
  readonly dependencies?: Record<string, string>;
}

const manifest: Manifest = JSON.parse(readFileSync("package.json", "utf8"));

const scripts = Object.values(manifest.exports).flatMap((target) =>
  typeof target === "string" ? [] : [target.default],
);

/** `./dist/host.js` in the manifest's exports is built from `src/host.ts`; so is a `./dist/host.cjs`. */
function entriesWith(ending: string): Record<string, string> {
  const names = scripts
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice("./dist/".length, -ending.length));
  return Object.fromEntries(names.map((name) => [name, `src/${name}.ts`]));
}

/** The core runs on Node 18 and in browsers; everything else on the workspace's floor. */
const isCore = manifest.engines.node === ">=18";

/** A package without dependencies that would have some carries them all: its size counts, and some are CommonJS. */
const isBundle = !isCore && manifest.dependencies === undefined;
const requireForCommonJs =
  'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);';

const common: Options = {
  target: isCore ? "node18" : "node22",
  platform: isCore ? "neutral" : "node",
  outDir: "dist",
  dts: false,
  treeshake: true,
  // `node:` says that no package of that name is meant.
  removeNodeProtocol: false,
  external: [/^node:/],
  silent: true,
};

const modules: Options = {
  ...common,
  entry: entriesWith(".js"),
  format: "esm",
  clean: ["!**/*.cjs", "!**/*.d.cts"],
  sourcemap: !isBundle,
  ...(isBundle && { minify: true, banner: { js: requireForCommonJs } }),
};

/** What runs inside of users' apps, on older Node.js too: one CommonJS file that loads nothing else. */
const commonJs: Options = {
  ...common,
  entry: entriesWith(".cjs"),
  format: "cjs",
  target: "node18",
  // For `import.meta.url`.
  shims: true,
  outExtension: () => ({ js: ".cjs" }),
  noExternal: [/^@nodewright\//],
  minify: true,
  onSuccess: async () => {
    for (const name of Object.keys(entriesWith(".cjs"))) {
      writeFileSync(`dist/${name}.d.cts`, `export * from "./${name}.js";\n`);
    }
  },
};

/**
 * The one build of the workspace, run in a package's folder: ESM by tsup, what `exports` names.
 * `dependencies` stay imports, `devDependencies` are copied into the output.
 * Declarations come from `tsc -p tsconfig.build.json`.
 */
export default defineConfig([modules, commonJs].filter(({ entry = {} }) => Object.keys(entry).length > 0));
