import { globSync, readFileSync } from "node:fs";
import type { KnipConfig } from "knip";

interface Manifest {
  readonly exports: Record<string, string | { readonly default: string }>;
}

/** `./dist/host.js` in a manifest's exports is built from `src/host.ts`: see tsup.config.ts. */
function entriesOf(path: string): string[] {
  const manifest: Manifest = JSON.parse(readFileSync(`${path}/package.json`, "utf8"));
  return Object.values(manifest.exports)
    .flatMap((target) => (typeof target === "string" ? [] : [target.default]))
    .map((file) => file.replace(/^\.\/dist\/(.*)\.js$/, "src/$1.ts"));
}

const members = globSync("{packages,apps}/*/package.json").map((file) =>
  file.replace(/\/package\.json$/, ""),
);

const config: KnipConfig = {
  workspaces: {
    ...Object.fromEntries(members.map((path) => [path, { entry: [...entriesOf(path), "scripts/*.mjs"] }])),
    // The suite depends on every member, so that it runs after their builds; it imports few of them.
    test: { ignoreDependencies: ["@nodewright/.+"] },
  },
};

export default config;
