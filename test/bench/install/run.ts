import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Contender, measure, report } from "../support/measure.ts";
import { makeMirror, serveTree, unpackPackage, version } from "./mirror.ts";

const installer = fileURLToPath(
  new URL("../../../apps/installer/bin/nodewright-install.js", import.meta.url),
);

/**
 * Whole installs of one real Node.js from a loopback mirror into fresh folders on tmpfs, each peer as a process of its
 * own, in turn. Nothing is in anybody's cache. Usage: node bench/install/run.ts [rounds]
 */
async function main(rounds: number): Promise<void> {
  const base = mkdtempSync("/dev/shm/nodewright-bench-");
  try {
    const root = join(base, "mirror");
    const peers = join(base, "peers");
    makeMirror(root, join(base, "work"));
    unpackPackage("@jdxcode/mise-linux-x64", join(peers, "mise"), join(base, "work"));
    const server = await serveTree(root);
    try {
      const { port } = server.address() as AddressInfo;
      const url = `http://127.0.0.1:${port}`;
      const contenders = [ours(base, url), mise(base, url, join(peers, "mise/bin/mise")), curl(base, url)];
      console.log(
        `Node.js ${version} for linux-x64, tar.gz; ${rounds} rounds, tmpfs, Node ${process.version}\n`,
      );
      console.log(report(await measure(contenders, rounds)));
    } finally {
      server.close();
    }
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

/** A new empty folder for every run; the old ones go before the clock starts. */
function freshFolder(base: string, name: string): { readonly path: string; readonly clear: () => void } {
  const path = join(base, name);
  return { path, clear: () => rmSync(path, { recursive: true, force: true }) };
}

function ours(base: string, url: string): Contender {
  const { path, clear } = freshFolder(base, "ours");
  return {
    name: "nodewright-install",
    command: [
      process.execPath,
      installer,
      "install",
      version,
      "--source",
      url,
      "--unsafe-skip-signature",
      "--dir",
      join(path, "nodes"),
    ],
    env: { HOME: path },
    prepare: clear,
  };
}

function mise(base: string, url: string, binary: string): Contender {
  const { path, clear } = freshFolder(base, "mise");
  const folders = ["DATA", "CACHE", "CONFIG", "STATE"].map((name) => [`MISE_${name}_DIR`, join(path, name)]);
  return {
    name: "mise",
    command: [binary, "install", `node@${version}`],
    env: { HOME: path, MISE_YES: "1", MISE_NODE_MIRROR_URL: `${url}/`, ...Object.fromEntries(folders) },
    prepare: clear,
  };
}

function curl(base: string, url: string): Contender {
  const { path, clear } = freshFolder(base, "curl");
  const archive = `${url}/v${version}/node-v${version}-linux-x64.tar.gz`;
  return {
    name: "curl | tar xz (nothing checked)",
    command: [
      "/bin/sh",
      "-c",
      `mkdir -p ${path} && curl -sf ${archive} | tar -xz -C ${path} --strip-components=1`,
    ],
    prepare: clear,
  };
}

await main(Number(process.argv[2] ?? 5));
