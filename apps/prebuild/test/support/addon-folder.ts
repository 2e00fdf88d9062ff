import { execFileSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { temporaryDirectory } from "./addon.js";
import type { RealAddon } from "./real-addons.js";

const app = fileURLToPath(new URL("../..", import.meta.url));
const require = createRequire(import.meta.url);

export interface AddonFolder {
  /** The folder with `node_modules`. */
  readonly root: string;
  /** That of the addon in it. */
  readonly folder: string;
  readonly manifest: {
    readonly binary: Readonly<Record<string, unknown>>;
    readonly scripts: Readonly<Record<string, string>>;
  };
}

/**
 * An addon as it was published, with what it depends on, no script run and nothing built; this package stands in the
 * place of node-pre-gyp.
 * @param kept the folder in which what comes from the registry is kept
 */
export function addonFolder(addon: RealAddon, kept: string | undefined, binary: object = {}): AddonFolder {
  const root = realpathSync(temporaryDirectory());
  const modules = join(root, "node_modules");
  cpSync(addon.isHere ? ownModules(addon) : fetchedModules(addon, kept), modules, {
    recursive: true,
    dereference: true,
  });
  const peer = join(modules, "@mapbox/node-pre-gyp");
  rmSync(peer, { recursive: true, force: true });
  mkdirSync(dirname(peer), { recursive: true });
  symlinkSync(app, peer);
  const folder = join(modules, addon.name);
  const published = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const manifest = {
    ...published,
    binary: { ...published.binary, ...addon.binary, ...binary },
    scripts: addon.binary === undefined ? published.scripts : { install: "node-pre-gyp install" },
  };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  rmSync(join(folder, "prebuilds"), { recursive: true, force: true });
  return { root, folder, manifest };
}

/** In pnpm's layout what a package depends on lies beside it. */
function ownModules({ name }: RealAddon): string {
  return dirname(dirname(realpathSync(require.resolve(`${name}/package.json`))));
}

function fetchedModules({ name, version }: RealAddon, kept = temporaryDirectory()): string {
  const place = join(kept, `${name}@${version}`);
  if (!existsSync(join(place, "node_modules", name))) {
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, "package.json"), '{ "private": true }');
    const words = [
      "install",
      "--silent",
      "--ignore-scripts",
      "--no-audit",
      "--no-fund",
      `${name}@${version}`,
    ];
    execFileSync("npm", words, { cwd: place, stdio: ["ignore", "ignore", "inherit"] });
  }
  return join(place, "node_modules");
}

/** A folder for PATH that has Node.js and node-pre-gyp, and nothing that builds. */
export function pathWithoutCompilers(): string {
  const folder = temporaryDirectory();
  symlinkSync(process.execPath, join(folder, "node"));
  const command = join(folder, "node-pre-gyp");
  writeFileSync(command, `#!/bin/sh\nexec node "${join(app, "bin/node-pre-gyp.js")}" "$@"\n`);
  chmodSync(command, 0o755);
  return folder;
}
