import { readFileSync, writeFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { basename } from "node:path";
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

/** A package without dependencies that would have some carries them all. */
const isBundle = !isCore && manifest.dependencies === undefined;

/** What of undici is used: without fetch, WebSocket, caches and mocks it is two thirds of its size. */
const UNDICI = `
exports.Agent = require("./lib/dispatcher/agent.js");
exports.EnvHttpProxyAgent = require("./lib/dispatcher/env-http-proxy-agent.js");
exports.Pool = require("./lib/dispatcher/pool.js");
exports.Dispatcher = require("./lib/dispatcher/dispatcher.js");
Object.assign(exports.Dispatcher.prototype, require("./lib/api/index.js"));
`;

/** What stands for a part of undici in a bundle, which has one copy of it. */
const PARTS: Readonly<Record<string, string>> = {
  "undici/lib/dispatcher/agent.js": 'require("./undici.cjs").Agent',
  "undici/lib/api/api-request.js": 'require("./undici.cjs").Dispatcher.prototype.request',
};

const partOfUndici: NonNullable<Options["esbuildPlugins"]>[number] = {
  name: "part-of-undici",
  setup(build) {
    build.onLoad({ filter: /[\\/]undici[\\/]index\.js$/ }, () => ({ contents: UNDICI }));
  },
};

/** Packages that are loaded when they are needed are files of their own in a bundle. */
const lazyPackages: NonNullable<Options["esbuildPlugins"]>[number] = {
  name: "lazy-packages",
  setup(build) {
    const files = new Map<string, string>();
    build.onResolve({ filter: /^[a-z]/ }, async ({ path, kind, resolveDir, pluginData }) => {
      if (kind !== "dynamic-import" || pluginData === "lazy" || isBuiltin(path)) return undefined;
      if (Object.hasOwn(PARTS, path)) return { path, namespace: "lazy" };
      // As CommonJS where there is a choice: in these files `import.meta` is empty.
      const found = await build.resolve(path, { kind: "require-call", resolveDir, pluginData: "lazy" });
      files.set(path, found.path);
      return { path, namespace: "lazy" };
    });
    build.onResolve({ filter: /\.cjs$/, namespace: "lazy" }, ({ path }) => ({ path, external: true }));
    build.onLoad({ filter: /./, namespace: "lazy" }, ({ path }) => ({
      contents: `module.exports = ${PARTS[path] ?? `require("./${path}.cjs")`};`,
    }));
    build.onEnd(async () => {
      await build.esbuild.build({
        entryPoints: Object.fromEntries(files),
        plugins: [partOfUndici],
        bundle: true,
        format: "cjs",
        platform: "node",
        target: "node22",
        minify: true,
        outdir: "dist",
        outExtension: { ".js": ".cjs" },
      });
    });
  },
};

/**
 * What a package of the workspace has as CommonJS is bundled from its source: as CommonJS it would come in a function,
 * whose whole text Node.js reads twice.
 */
const fromSource: NonNullable<Options["esbuildPlugins"]>[number] = {
  name: "from-source",
  setup(build) {
    build.onResolve({ filter: /^@nodewright\// }, async ({ path, kind, resolveDir, pluginData }) => {
      if (pluginData === "found") return undefined;
      const found = await build.resolve(path, { kind, resolveDir, pluginData: "found" });
      const source = found.path.replace(/([\\/])dist([\\/][\w-]+)\.cjs$/, "$1src$2.ts");
      return source === found.path ? undefined : { path: source };
    });
  },
};

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
  sourcemap: true,
};

/**
 * What runs inside of users' apps, on older Node.js too, and bundles, which are there sooner so: an ES module loads
 * all that the modules of Node.js export, such as WebCrypto. Each is one file that loads no other before it must.
 */
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
  ...(isBundle && { clean: true, treeshake: false, esbuildPlugins: [fromSource, lazyPackages] }),
  onSuccess: async () => {
    for (const name of Object.keys(entriesWith(".cjs"))) {
      writeFileSync(`dist/${name}.d.cts`, `export * from "./${basename(name)}.js";\n`);
    }
  },
};

/**
 * The one build of the workspace, run in a package's folder: ESM by tsup, what `exports` names.
 * `dependencies` stay imports, `devDependencies` are copied into the output.
 * Declarations come from `tsc -p tsconfig.build.json`.
 */
export default defineConfig([modules, commonJs].filter(({ entry = {} }) => Object.keys(entry).length > 0));
