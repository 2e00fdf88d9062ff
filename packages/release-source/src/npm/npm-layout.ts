import type { Target } from "@nodewright/target-triple";
import type { PrefixStep } from "../offer.js";

/** How the packages of an npm registry become the prefix that a release archive has. */
export interface NpmLayout {
  /** Where the package `npm` goes. */
  readonly npmFolder: string;
  readonly steps: readonly PrefixStep[];
}

/** Entries of the packages `node-<os>-<cpu>` that no release archive has at its root. */
export const nodeOmissions = ["package.json"] as const;

/** bin, include, lib, share. */
const unixLayout: NpmLayout = {
  npmFolder: "lib/node_modules/npm",
  steps: [
    { do: "executable", path: "bin/node" },
    { do: "executable", path: "lib/node_modules/npm/bin/npm-cli.js" },
    { do: "executable", path: "lib/node_modules/npm/bin/npx-cli.js" },
    { do: "link", path: "bin/npm", target: "../lib/node_modules/npm/bin/npm-cli.js" },
    { do: "link", path: "bin/npx", target: "../lib/node_modules/npm/bin/npx-cli.js" },
  ],
};

/** node.exe and npm's launchers at the root. */
const windowsLayout: NpmLayout = {
  npmFolder: "node_modules/npm",
  steps: [
    { do: "move", from: "bin/node.exe", to: "node.exe" },
    { do: "remove", path: "bin" },
    ...["npm", "npm.cmd", "npm.ps1", "npx", "npx.cmd", "npx.ps1"].map(
      (name): PrefixStep => ({ do: "copy", from: `node_modules/npm/bin/${name}`, to: name }),
    ),
  ],
};

/** How the packages become a prefix of this target. */
export function npmLayout({ os }: Pick<Target, "os">): NpmLayout {
  return os === "win32" ? windowsLayout : unixLayout;
}
