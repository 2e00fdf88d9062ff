import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { JobQueue } from "@nodewright/build-queue";
import { hostTarget } from "@nodewright/target-triple/host";
import { onTestFinished } from "vitest";
import { createFarm } from "../../src/create-farm.js";
import type { FarmConfig } from "../../src/farm-config.js";
import { type Farm, openFarm } from "../../src/open-farm.js";
import { recipesRoot, startUpstream, type Upstream } from "./upstream.js";

/** Whether tests that compile are to be skipped: there is no compiler, and this is not continuous integration. */
export const lacksCompiler: boolean =
  !process.env.CI && !["g++", "make", "xz"].every((tool) => spawnSync(tool, ["--version"]).status === 0);

/** A folder that lasts as long as the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "build-farm-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** This machine, by its name: what is for whichever machine is built by request alone. */
const ownTarget = {
  target: `linux-${process.arch}-glibc`,
  destCpu: process.arch,
  arch: process.arch,
  outputs: ["gz", "xz"].map((form) => `node-{version}-linux-${process.arch}.tar.${form}`),
};

/** Copies the stand-in's recipe under another name, with changes. */
export function copyRecipe(root: string, name: string, changes: object, script?: string): void {
  const folder = join(root, "recipes", name);
  cpSync(join(recipesRoot, "stand-in"), folder, { recursive: true });
  const path = join(folder, "recipe.json");
  const data = JSON.parse(readFileSync(path, "utf8"));
  writeFileSync(path, JSON.stringify({ ...data, ...ownTarget, name, ...changes }));
  if (script !== undefined) writeFileSync(join(folder, "build.sh"), script);
}

const slug = (): string => `${process.platform}-${process.arch}`;

/** Three targets of every version: this machine's, a variant of it, and headers. */
function addRecipes(root: string): void {
  cpSync(join(recipesRoot, "shared"), join(root, "recipes/shared"), { recursive: true });
  copyRecipe(root, "stand-in", {});
  const variant = "pointer-compression";
  copyRecipe(root, `stand-in-${variant}`, {
    target: `linux-${process.arch}-glibc+${variant}`,
    destCpu: process.arch,
    arch: process.arch,
    variation: variant,
    outputs: ["gz", "xz"].map((form) => `node-{version}-${slug()}-${variant}.tar.${form}`),
  });
  const outputs = ["gz", "xz"].map((form) => `node-{version}-headers.tar.${form}`);
  const script = `#!/bin/sh
set -eu
. "$RECIPE/shared/node.sh"
unpack_source
node_make tar-headers
mv node-"$VERSION"-headers.tar.?z "$OUT/"
`;
  copyRecipe(root, "stand-in-headers", { target: "any", outputs, smoke: [] }, script);
}

export interface TestFarm {
  readonly farm: Farm;
  readonly upstream: Upstream;
  readonly root: string;
}

/** A farm of its own with the recipes, beside its upstream. */
export async function startFarm(config: Partial<FarmConfig> = {}): Promise<TestFarm> {
  const root = temporaryFolder();
  const upstream = await startUpstream(temporaryFolder());
  const farm = await makeFarm(root, upstream, config);
  return { farm, upstream, root };
}

async function makeFarm(root: string, upstream: Upstream, config: Partial<FarmConfig>): Promise<Farm> {
  writeFileSync(join(root, "upstream.asc"), upstream.publicKey);
  await createFarm({
    root,
    email: "farm@example.org",
    now: () => new Date(),
    config: {
      channels: { release: { url: upstream.url, verification: "signature" } },
      upstreamKeyring: "upstream.asc",
      runner: "host",
      minFreeBytes: 0,
      ...config,
    },
  });
  addRecipes(root);
  return open(root);
}

async function open(root: string): Promise<Farm> {
  const farm = await openFarm({
    root,
    env: process.env,
    host: hostTarget(),
    now: () => new Date(),
    coreVersion: "0.0.0-test",
  });
  onTestFinished(() => farm.close());
  return farm;
}

/** Whether nothing is left to be done. */
export async function isIdle(queue: JobQueue): Promise<boolean> {
  const { jobs } = await queue.list({ states: ["queued", "leased", "delayed"], limit: 1 });
  return jobs.length === 0;
}
