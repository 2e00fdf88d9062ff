import type { BuildContext } from "./context.js";
import { SourceBuildError } from "./errors.js";
import { applyPatch } from "./patch.js";
import type { StepWork } from "./steps/notices.js";
import { stepNamed } from "./steps/steps.js";

/**
 * Builds and installs a package that lies in its directory: the patch, then the steps in order.
 *
 * @throws SourceBuildError `ERR_BUILD_FAILED`.
 */
export async function buildPackage(
  context: BuildContext,
  work: StepWork,
  steps: readonly string[],
): Promise<void> {
  context.stderr.write(`Installing ${work.packageName}...\n`);
  if (context.flags.patch) await applyPatch(context, work.packageName, work.directory);
  for (const name of steps.length > 0 ? steps : ["standard"]) {
    await buildPackageStep(context, work, name);
  }
}

/** One step of a package's. @throws SourceBuildError `ERR_BUILD_FAILED`. */
export async function buildPackageStep(context: BuildContext, work: StepWork, name: string): Promise<void> {
  const step = stepNamed(name);
  if (!step) throw new SourceBuildError("ERR_BUILD_FAILED", `there is no step "${name}"`);
  await step(context, work);
}
