import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createFarm, type Farm, logPath, openFarm, pushRelease } from "@nodewright/build-farm";
import type { Job } from "@nodewright/build-queue";
import { hostTarget } from "@nodewright/target-triple/host";
import { onTestFinished } from "vitest";
import { serveFarm } from "../../src/serve-farm.js";

export const version = "v24.1.0";

/** A name that would be markup in a page that forgets to escape. */
export const hostileName = `<script>alert("farm")</script> & sons`;

/** A folder that lasts as long as the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "farm-pages-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

function addRecipe(root: string): void {
  const recipes = resolve(import.meta.dirname, "../../../../recipes");
  const folder = join(root, "recipes/stand-in");
  cpSync(join(recipes, "shared"), join(root, "recipes/shared"), { recursive: true });
  cpSync(join(recipes, "stand-in"), folder, { recursive: true });
  const path = join(folder, "recipe.json");
  const outputs = ["gz", "xz"].map((form) => `node-{version}-linux-x64-musl.tar.${form}`);
  const target = { target: "linux-x64-musl", destCpu: "x64", arch: "x64", variation: "musl", outputs };
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, "utf8")), ...target }));
}

/** A farm with one recipe and a queue in SQLite. */
export async function startFarm(): Promise<Farm> {
  const root = temporaryFolder();
  const now = (): Date => new Date();
  await createFarm({ root, email: "farm@example.org", now, config: { name: hostileName, minFreeBytes: 0 } });
  addRecipe(root);
  const farm = await openFarm({
    root,
    env: {},
    host: hostTarget(),
    now,
    coreVersion: "0.0.0-test",
  });
  onTestFinished(() => farm.close());
  return farm;
}

/** Queues a version, has its source fetched, and lets the build fail. */
export async function failBuild(farm: Farm, log: string): Promise<Job> {
  const pushed = await pushRelease(farm, { version, recipes: ["stand-in"] });
  const labels = pushed.flatMap(({ job }) => job.requires);
  const [source] = await farm.queue.lease({ worker: "worker-1", labels });
  if (source === undefined) throw new Error("there is no source to be fetched");
  await farm.queue.complete(source, {});
  const [build] = await farm.queue.lease({ worker: "worker-1", labels });
  if (build === undefined) throw new Error("there is nothing to be built");
  writeBelow(farm, logPath(build.job), log);
  return farm.queue.fail(build, { class: "build", reason: "make ended with <2>" });
}

/** Writes a file below the farm's folder. */
export function writeBelow(farm: Farm, path: string, text: string): void {
  mkdirSync(dirname(farm.pathOf(path)), { recursive: true });
  writeFileSync(farm.pathOf(path), text);
}

/** The address of a farm's server, which lasts as long as the test. */
export async function startServer(farm: Farm): Promise<string> {
  const errors: unknown[] = [];
  const server = await serveFarm(farm, { onError: (error) => errors.push(error) });
  onTestFinished(async () => {
    await server.close();
    if (errors.length > 0) throw errors[0];
  });
  return server.url;
}
