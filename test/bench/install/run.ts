import { mkdtempSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Contender, measure, report } from "../support/measure.ts";
import {
  bareNode,
  curl,
  mise,
  n,
  nodeBuild,
  nvm,
  ours,
  oursAgain,
  ourVersion,
  type Place,
  pnpmAgain,
} from "./contenders.ts";
import { makeMirror, serveTree, unpackPackage, version } from "./mirror.ts";

/** nvm takes no URL with a port; this address is another loopback, for root to listen on port 80. */
const nvmHost = "127.0.0.77";

/**
 * Whole processes that install one real Node.js from a loopback mirror into fresh folders on tmpfs, each peer in turn.
 * Usage: node bench/install/run.ts [rounds] [--node-build <clone>] [--nvm <clone>]
 */
async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { "node-build": { type: "string" }, nvm: { type: "string" } },
  });
  const rounds = Number(positionals[0] ?? 5);
  const base = mkdtempSync("/dev/shm/nodewright-bench-");
  const servers: Server[] = [];
  try {
    const place = await prepare(base, servers);
    const cold: Contender[] = [ours(place), mise(place), curl(place), n(place)];
    if (values["node-build"] !== undefined) cold.push(nodeBuild(place, values["node-build"]));
    if (values.nvm !== undefined) {
      servers.push(await serveTree(place.mirror, { host: nvmHost, port: 80 }));
      cold.push(nvm(place, values.nvm, `http://${nvmHost}`));
    }
    console.log(`Node.js ${version} for linux-x64, ${rounds} rounds, tmpfs, run by Node ${process.version}`);
    await print("For the first time", cold, rounds);
    await print("Again, elsewhere", [oursAgain(place), pnpmAgain(place)], rounds);
    await print("Start-up", [ourVersion(place), bareNode], rounds * 3);
  } finally {
    for (const server of servers) server.close();
    rmSync(base, { recursive: true, force: true });
  }
}

async function prepare(base: string, servers: Server[]): Promise<Place> {
  const [mirror, peers, work] = [join(base, "mirror"), join(base, "peers"), join(base, "work")];
  makeMirror(mirror, work, { xz: true });
  unpackPackage("@jdxcode/mise-linux-x64", join(peers, "mise"), work);
  unpackPackage("@pnpm/exe.linux-x64", join(peers, "pnpm"), work);
  unpackPackage("n", join(peers, "n"), work);
  const server = await serveTree(mirror);
  servers.push(server);
  const { port } = server.address() as AddressInfo;
  return { base, url: `http://127.0.0.1:${port}`, mirror, peers };
}

async function print(title: string, contenders: readonly Contender[], rounds: number): Promise<void> {
  console.log(`\n${title}\n\n${report(await measure(contenders, rounds))}`);
}

await main();
