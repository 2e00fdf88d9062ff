import assert from "node:assert/strict";
import { abiTargets, getAbi } from "@nodewright/abi-resolver";
import { snapshot } from "@nodewright/release-index/snapshot";
import * as nodeAbi from "node-abi";
import type { Figure } from "./figure.ts";
import { opsPerSecond, Sink } from "./throughput.ts";

/** The same versions asked of both, which must agree first. */
export async function abiFigures(): Promise<readonly Figure[]> {
  const nodeVersions = snapshot.rows
    .map(({ version }) => version.slice(1))
    .filter((version) => /^(?:[4-9]|\d\d)\.\d+\.\d+$/.test(version));
  const electronVersions = abiTargets("electron")
    .flatMap(({ range }) => range?.match(/\d+\.\d+\.\d+/)?.[0] ?? [])
    .filter((version) => !version.startsWith("0."));
  return [await figureOf("node", nodeVersions), await figureOf("electron", electronVersions)];
}

async function figureOf(runtime: "node" | "electron", versions: readonly string[]): Promise<Figure> {
  for (const version of versions) assert.equal(getAbi(version, runtime), nodeAbi.getAbi(version, runtime));
  const sink = new Sink();
  const running = (get: (version: string, runtime: string) => string) => () => {
    for (const version of versions) sink.take(get(version, runtime));
  };
  const operations = versions.length;
  const [ours = 0, theirs = 0] = await opsPerSecond([
    { name: "abi-resolver", run: running(getAbi), operations },
    { name: "node-abi", run: running(nodeAbi.getAbi), operations },
  ]);
  return {
    name: `abi-resolver getAbi, ${runtime} (${operations} versions)`,
    ours,
    peer: { name: "node-abi", value: theirs },
    unit: "ops/s",
    bar: { timesPeer: 50 },
  };
}
