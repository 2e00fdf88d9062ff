import { join } from "node:path";
import type { Json } from "@nodewright/build-queue";
import { validateArtifacts } from "@nodewright/release-validation";
import { parseTarget, type Target } from "@nodewright/target-triple";
import { fetchFiles } from "../built-files.js";
import { FarmError } from "../errors.js";
import { buildResultSchema, resultOf } from "../farm-job.js";
import { type FarmRecipe, findRecipe } from "../open-farm.js";
import type { StepContext } from "./step.js";

/** Judges what was built, on another look than the builder's own. */
export async function validateStep({ farm, request, log, workFolder, signal }: StepContext): Promise<Json> {
  const { result: build } = await resultOf(farm.queue, "build", request, buildResultSchema);
  const recipe = await findRecipe(farm, request.recipe);
  const files = await fetchFiles(farm.artifacts, build.files, join(workFolder, "files"), signal);
  const report = await validateArtifacts({
    version: request.version,
    target: targetOf(recipe, build.files, farm.host),
    files,
    expected: pairsOf(build.files.map(({ fileName }) => fileName)),
    glibcCeiling: recipe.data.kind === "build" ? recipe.data.glibcCeiling : undefined,
    host: farm.host,
    env: farm.env,
    workFolder: join(workFolder, "unpacked"),
    signal,
  });
  log.write(`${JSON.stringify(report, null, 2)}\n`);
  if (!report.isAccepted) {
    const [first] = report.findings;
    throw new FarmError(
      "ERR_FARM_REJECTED",
      `${first?.fileName} is not fit to be published: ${first?.message}`,
      {
        hint: `${report.findings.length} findings are in the log; nothing was published`,
      },
    );
  }
  const { versions = {}, ranBy, notRunBecause } = report;
  return {
    versions,
    ...(ranBy === undefined ? {} : { ranBy }),
    ...(notRunBecause === undefined ? {} : { notRunBecause }),
  };
}

/** nodejs.org publishes each archive in both compressions. */
export function pairsOf(fileNames: readonly string[]): string[] {
  const stems = fileNames.flatMap((name) => /^(.*\.tar)\.[gx]z$/.exec(name)?.[1] ?? []);
  return [...new Set([...fileNames, ...stems.flatMap((stem) => [`${stem}.gz`, `${stem}.xz`])])];
}

/** What a recipe builds for; undefined for what serves every target. */
export function targetOf(
  { data }: FarmRecipe,
  files: readonly { readonly fileName: string }[],
  host: Target,
): Target | undefined {
  if (data.kind === "build" && data.target === "any") return undefined;
  if (data.kind === "build" && data.target === "host") return host;
  if (data.kind === "build") return parseTarget(data.target, "canonical").candidates[0];
  const [, slug] =
    /^node-v[\d.]+(?:-[a-z]+[\w.]*?)?-((?:linux|win|darwin|aix|sunos)-.+?)\.tar\.[gx]z$/.exec(
      files[0]?.fileName ?? "",
    ) ?? [];
  return slug === undefined ? undefined : parseTarget(slug, "dist").candidates[0];
}
