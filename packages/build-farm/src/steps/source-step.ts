import { existsSync } from "node:fs";
import type { Json } from "@nodewright/build-queue";
import { FarmError } from "../errors.js";
import type { SourceResult } from "../farm-job.js";
import { fetchSource, findSource, type UpstreamFarm } from "../upstream.js";
import type { StepContext } from "./step.js";

/** Fetches a version's source, proven by its signed list. */
export async function sourceStep({ farm, request, log, signal }: StepContext): Promise<Json> {
  const { version } = request;
  const source = await findSource(farm, version, signal);
  if (source === undefined) {
    throw new FarmError(
      "ERR_FARM_UPSTREAM",
      `the signed list of ${version} with its source is not there yet`,
      {
        hint: "it is tried again",
      },
    );
  }
  await ensureSource(farm, version, source, signal);
  log.write(`${source.url}\nsha256 ${source.sha256}\n`);
  return { url: source.url, sha256: source.sha256 };
}

/** The path of a source on this machine: fetched and proved where it is not there. */
export async function ensureSource(
  farm: UpstreamFarm & { pathOf(...names: readonly string[]): string },
  version: string,
  { url, sha256 }: SourceResult,
  signal?: AbortSignal,
): Promise<string> {
  const fileName = `node-${version}.tar.xz`;
  const path = farm.pathOf("sources", sha256, fileName);
  // Its bytes are proved again by whoever builds.
  if (!existsSync(path)) await fetchSource(farm, { fileName, url, sha256 }, path, signal);
  return path;
}
