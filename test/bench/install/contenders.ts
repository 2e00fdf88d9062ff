import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Contender } from "../support/measure.ts";
import { version } from "./mirror.ts";

/** Where everything of one measurement is. */
export interface Place {
  /** A folder on tmpfs. */
  readonly base: string;
  /** The mirror's URL. */
  readonly url: string;
  /** The mirror's folder. */
  readonly mirror: string;
  /** Unpacked packages and clones of peers, by name. */
  readonly peers: string;
}

const installer = fileURLToPath(
  new URL("../../../apps/installer/bin/nodewright-install.js", import.meta.url),
);

const archive = `node-v${version}-linux-x64`;

/** A new empty folder for every run; the old ones go before the clock starts. */
function fresh({ base }: Place, name: string): { readonly path: string; readonly clear: () => void } {
  const path = join(base, name);
  const clear = (): void => {
    rmSync(path, { recursive: true, force: true });
    mkdirSync(path);
  };
  return { path, clear };
}

function ourCommand(url: string, folder: string): readonly [string, ...string[]] {
  const options = ["--source", url, "--unsafe-skip-signature", "--dir", folder];
  return [process.execPath, installer, "install", version, ...options];
}

/** Nothing is known before: no cache, no store, no compiled code. */
export function ours(place: Place): Contender {
  const { path, clear } = fresh(place, "ours");
  const command = ourCommand(place.url, join(path, "nodes"));
  return { name: "nodewright-install", command, env: { HOME: path }, prepare: clear };
}

/** The same user has installed the release before, somewhere else. */
export function oursAgain(place: Place): Contender {
  const home = fresh(place, "ours-home");
  const { path, clear } = fresh(place, "ours-again");
  home.clear();
  // The first round, which does not count, is the one that fills the store.
  const command = ourCommand(place.url, path);
  return { name: "nodewright-install, again", command, env: { HOME: home.path }, prepare: clear };
}

export function mise(place: Place): Contender {
  const { path, clear } = fresh(place, "mise");
  const folders = ["DATA", "CACHE", "CONFIG", "STATE"].map((name) => [`MISE_${name}_DIR`, join(path, name)]);
  return {
    name: "mise",
    command: [join(place.peers, "mise/bin/mise"), "install", `node@${version}`],
    env: { HOME: path, MISE_YES: "1", MISE_NODE_MIRROR_URL: `${place.url}/`, ...Object.fromEntries(folders) },
    prepare: clear,
  };
}

export function curl(place: Place): Contender {
  const { path, clear } = fresh(place, "curl");
  const url = `${place.url}/v${version}/${archive}.tar.gz`;
  const script = `curl -sf ${url} | tar -xz -C ${path} --strip-components=1`;
  return { name: "curl \\| tar xz (nothing checked)", command: ["/bin/sh", "-c", script], prepare: clear };
}

export function n(place: Place): Contender {
  const { path, clear } = fresh(place, "n");
  return {
    name: "n (tar.xz, nothing checked)",
    command: ["/bin/bash", join(place.peers, "n/bin/n"), version],
    env: { HOME: path, N_PREFIX: path, N_NODE_MIRROR: place.url },
    prepare: clear,
  };
}

/** @param clone of nodenv/node-build; its definition of our archive is written here, as its users' are */
export function nodeBuild(place: Place, clone: string): Contender {
  const { path, clear } = fresh(place, "node-build");
  const definitions = fresh(place, "node-build-definitions");
  definitions.clear();
  const sum = shaOf(place, `${archive}.tar.gz`);
  const url = `https://nodejs.org/dist/v${version}`;
  writeFileSync(
    join(definitions.path, version),
    `binary linux-x64 "${url}/${archive}.tar.gz#${sum}"\ninstall_package "node-v${version}" "${url}/node-v${version}.tar.gz#${sum}"\n`,
  );
  return {
    name: "node-build (tar.gz)",
    command: ["/bin/bash", join(clone, "bin/node-build"), version, join(path, "node")],
    env: {
      HOME: path,
      TMPDIR: path,
      NODE_BUILD_DEFINITIONS: definitions.path,
      NODE_BUILD_MIRROR_URL: place.url,
    },
    prepare: clear,
  };
}

/** @param clone of nvm-sh/nvm @param url without a port, which nvm refuses */
export function nvm(place: Place, clone: string, url: string): Contender {
  const { path, clear } = fresh(place, "nvm");
  const script = `. ${join(clone, "nvm.sh")} --no-use; nvm install --no-progress ${version}`;
  return {
    name: "nvm (tar.xz)",
    command: ["/bin/bash", "-c", script],
    env: { HOME: path, NVM_DIR: path, NVM_NODEJS_ORG_MIRROR: url },
    prepare: clear,
  };
}

/**
 * pnpm's runtime of a project, its store filled by the first round. It drops npm and installs a third fewer files.
 * Its release channel asks for a signature that our mirror has not, so it is given a release candidate.
 */
export function pnpmAgain(place: Place): Contender {
  const home = fresh(place, "pnpm-home");
  const { path, clear } = fresh(place, "pnpm-again");
  home.clear();
  const candidate = `v${version}-rc.1`;
  const tree = join(place.mirror, "rc");
  mkdirSync(join(tree, candidate), { recursive: true });
  const name = `node-${candidate}-linux-x64.tar.gz`;
  symlinkSync(join(place.mirror, `v${version}`, `${archive}.tar.gz`), join(tree, candidate, name));
  writeFileSync(join(tree, candidate, "SHASUMS256.txt"), `${shaOf(place, `${archive}.tar.gz`)}  ${name}\n`);
  const [row] = JSON.parse(readFileSync(join(place.mirror, "index.json"), "utf8"));
  writeFileSync(join(tree, "index.json"), JSON.stringify([{ ...row, version: candidate }]));
  const prepare = (): void => {
    clear();
    writeFileSync(join(path, "package.json"), "{}");
    const settings = { storeDir: join(home.path, "store"), cacheDir: join(home.path, "cache") };
    writeFileSync(
      join(path, "pnpm-workspace.yaml"),
      JSON.stringify({ ...settings, nodeDownloadMirrors: { rc: `${place.url}/rc/` } }),
    );
  };
  return {
    name: "pnpm runtime set, again",
    command: [join(place.peers, "pnpm/pnpm"), "-C", path, "runtime", "set", "node", candidate.slice(1)],
    env: { HOME: home.path, CI: "1" },
    prepare,
  };
}

export const bareNode: Contender = { name: "node -e 0", command: [process.execPath, "-e", "0"] };

/** After its first start, which keeps the compiled code. */
export function ourVersion(place: Place): Contender {
  const home = fresh(place, "version-home");
  home.clear();
  const command = [process.execPath, installer, "--version"] as const;
  return { name: "nodewright-install --version", command, env: { HOME: home.path } };
}

function shaOf({ mirror }: Place, name: string): string {
  const list = readFileSync(join(mirror, `v${version}`, "SHASUMS256.txt"), "utf8");
  return (
    list
      .split("\n")
      .find((line) => line.endsWith(`  ${name}`))
      ?.slice(0, 64) ?? ""
  );
}
