import type { Json } from "@nodewright/build-queue";
import { type Artifact, componentNames, promote, type ResolvedDependency } from "@nodewright/release-publish";
import { formatTarget } from "@nodewright/target-triple";
import { fetchFiles } from "../built-files.js";
import { FarmError } from "../errors.js";
import {
  type BuildResult,
  buildResultSchema,
  type FarmJob,
  resultOf,
  type SourceResult,
  sourceResultSchema,
  validateResultSchema,
} from "../farm-job.js";
import { type Farm, findRecipe } from "../open-farm.js";
import type { StepContext } from "./step.js";
import { targetOf } from "./validate-step.js";

/** Publishes what was built and validated: the one step that holds the keys. */
export async function promoteStep({ farm, request, log, workFolder, signal }: StepContext): Promise<Json> {
  const keys = await farm.keys();
  if (keys === undefined) {
    throw new FarmError("ERR_FARM_KEYS", "the keys of this farm are not on this machine", {
      hint: "promote where they are: `farm worker` there takes the label by itself",
    });
  }
  const { result: source } = await resultOf(farm.queue, "source", request, sourceResultSchema);
  const { id, result: build } = await resultOf(farm.queue, "build", request, buildResultSchema);
  const { result: validation } = await resultOf(farm.queue, "validate", request, validateResultSchema);
  const files = await fetchFiles(farm.artifacts, build.files, workFolder, signal);
  const facts = await buildFacts(farm, request, { id, build, source });
  const { version, date, lts, security, revision, replace } = request;
  const stated = componentNames.filter((name) => validation.versions[name] !== undefined);
  const components = Object.fromEntries(stated.map((name) => [name, validation.versions[name]]));
  const promoted = await promote(
    farm.root,
    {
      release: { version, date, lts, security, components },
      artifacts: files.map((file) => ({ ...file, build: facts })),
      revision,
      replace,
    },
    { keys, now: farm.now, signal },
  );
  log.write(`${JSON.stringify(promoted)}\n`);
  return { ...promoted };
}

async function buildFacts(
  farm: Farm,
  request: FarmJob,
  { id, build, source }: { readonly id: number; readonly build: BuildResult; readonly source: SourceResult },
): Promise<Artifact["build"]> {
  const target = targetOf(await findRecipe(farm, request.recipe), build.files, farm.host);
  const image: ResolvedDependency[] =
    build.image === undefined
      ? []
      : [{ uri: `oci://${request.recipe}`, sha256: build.image.replace(/^sha256:/, "") }];
  return {
    version: request.version,
    target: target === undefined ? undefined : (formatTarget(target) ?? undefined),
    recipe: { name: request.recipe, digest: request.recipeDigest },
    dependencies: [{ uri: source.url, sha256: source.sha256 }, ...image],
    builder: farm.config.url,
    invocation: `job-${id}`,
    startedAt: new Date(build.startedAt),
    finishedAt: new Date(build.endedAt),
    logSha256: build.logSha256,
    coreVersion: farm.coreVersion,
  };
}
