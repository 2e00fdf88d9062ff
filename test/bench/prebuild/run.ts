import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Contender, measure, median, report } from "../support/measure.ts";
import { type Addon, installPackage, makeAddon } from "./addon.ts";

const PEER = "@mapbox/node-pre-gyp@2.0.3";
const app = fileURLToPath(new URL("../../../apps/prebuild", import.meta.url));

/**
 * The drop-in beside node-pre-gyp, both as npm installs them: size on the disk, whole installs of a real 1 MB prebuilt
 * from a loopback server, and `find()`. Usage: node bench/prebuild/run.ts [rounds]
 */
async function main(rounds: number): Promise<void> {
  const base = mkdtempSync("/dev/shm/nodewright-bench-");
  try {
    const [ours, theirs] = [join(base, "ours"), join(base, "peer")];
    execFileSync("pnpm", ["pack", "--pack-destination", base], { cwd: app, stdio: "ignore" });
    const packed = readdirSync(base).find((name) => name.endsWith(".tgz")) ?? "";
    const sizes = [
      { name: "nodewright", ...installPackage(join(base, packed), ours) },
      { name: PEER, ...installPackage(PEER, theirs) },
    ];
    for (const { name, packages, bytes } of sizes) {
      console.log(`${name}: ${packages} packages, ${(bytes / 1e6).toFixed(2)} MB`);
    }
    const addon = await makeAddon(base);
    try {
      console.log(
        `\ninstall of ${(addon.tarballBytes / 1e6).toFixed(2)} MB, ${rounds} rounds, Node ${process.version}\n`,
      );
      const bins = { ours: join(ours, "node_modules/.bin"), peer: join(theirs, "node_modules/.bin") };
      const contenders = [install("nodewright", bins.ours, addon), install(PEER, bins.peer, addon)];
      console.log(report(await measure(contenders, rounds)));
    } finally {
      addon.server.close();
    }
    console.log("\nfind(), ms: load, first call, each of 1000 more; medians\n");
    console.log(
      findFigures("nodewright", join(ours, "node_modules/@nodewright/prebuild"), addon.root, rounds),
    );
    console.log(findFigures(PEER, join(theirs, "node_modules/@mapbox/node-pre-gyp"), addon.root, rounds));
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

function install(name: string, bin: string, { root, host, addonFile }: Addon): Contender {
  return {
    name,
    command: [process.execPath, join(bin, "node-pre-gyp"), "install", "-C", root],
    env: { HOME: root, npm_config_bench_binary_host_mirror: host },
    prepare: () => rmSync(join(root, "lib"), { recursive: true, force: true }),
    check: () => {
      if (!existsSync(addonFile)) throw new Error(`${name} installed nothing`);
    },
  };
}

const PROBE = `
const at = () => performance.now();
const [path, manifest] = process.argv.splice(1);
const a = at(); const { find } = require(path);
const b = at(); find(manifest);
const c = at(); for (let i = 0; i < 1000; i++) find(manifest);
console.log(JSON.stringify([b - a, c - b, (at() - c) / 1000]));`;

function findFigures(name: string, path: string, root: string, rounds: number): string {
  const samples: number[][] = [];
  for (let round = 0; round < rounds; round += 1) {
    const args = ["-e", PROBE, "--", path, join(root, "package.json")];
    samples.push(JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" })));
  }
  const cells = [0, 1, 2].map((i) =>
    median(samples.map((sample) => sample[i] ?? Number.NaN)).toFixed(i === 2 ? 5 : 2),
  );
  return `| ${[name, ...cells].join(" | ")} |`;
}

await main(Number(process.argv[2] ?? 15));
