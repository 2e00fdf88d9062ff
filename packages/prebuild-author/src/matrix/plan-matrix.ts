import { basename, join } from "node:path";
import { type AddonRecipe, parseRecipe } from "@nodewright/addon-build";
import {
  type AddonHost,
  type AddonOptions,
  type PrebuildPlan,
  planPrebuild,
  runtimeOf,
  usableNapiVersions,
} from "@nodewright/prebuild-fetch";
import { formatTarget, type Target } from "@nodewright/target-triple";
import { PrebuildAuthorError } from "../errors.js";
import type { AddonProject } from "../read-project.js";

export interface PlanMatrixOptions {
  readonly project: AddonProject;
  readonly targets: readonly Target[];
  readonly host: AddonHost;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The version of Node.js to build for; the running one when absent. */
  readonly nodeVersion?: string | undefined;
}

/** One build: of a target, and a Node-API level where the addon names some. */
export interface PlannedBuild {
  readonly target: Target;
  /** Its module folder is one of this build's own, below `build/cross`. */
  readonly plan: PrebuildPlan;
}

export interface PlannedMatrix {
  readonly builds: readonly PlannedBuild[];
  /** `binary.build`; without one, the binding.gyp is built. */
  readonly recipe: AddonRecipe | undefined;
}

/** Who only makes platform packages has no host; names do not depend on it. */
const NO_HOST = "https://not.published/";

/**
 * What is built for some targets, and under which names it is packed.
 * @throws PrebuildAuthorError ERR_AUTHOR_NAMES when two would have the same; PrebuildError, AddonBuildError for a
 *   `binary` object that cannot be used
 */
export function planMatrix({ project, targets, ...context }: PlanMatrixOptions): PlannedMatrix {
  const { build, ...binary } = project.binary;
  const recipe = build === undefined ? undefined : parseRecipe(build);
  const manifest = { ...project.manifest, binary: { ...binary, host: binary.host ?? NO_HOST } };
  const options: AddonOptions = context.nodeVersion === undefined ? {} : { target: context.nodeVersion };
  const { napi } = runtimeOf(options, context.host);
  const declared = Array.isArray(binary.napi_versions) ? binary.napi_versions.map(Number) : [];
  const levels = usableNapiVersions(
    { binary: { module_name: "", module_path: "", napi_versions: declared } },
    { napi },
  );
  const builds = targets.flatMap((target) =>
    (levels ?? [undefined]).map((napiBuildVersion) => {
      const plan = planPrebuild({
        manifest,
        root: project.root,
        options: { ...options, ...wordsOf(target) },
        host: context.host,
        env: context.env,
        napiBuildVersion,
      });
      return { target, plan: inOwnFolder(plan, target) };
    }),
  );
  assertNamesDiffer(builds);
  return { builds, recipe };
}

function wordsOf({ os, arch, libc }: Target): AddonOptions {
  return { targetPlatform: os, targetArch: arch, targetLibc: libc ?? "unknown" };
}

/** A tarball holds the folder's last name, which therefore stays. */
function inOwnFolder(plan: PrebuildPlan, target: Target): PrebuildPlan {
  const level = plan.napiBuildVersion === undefined ? "abi" : `napi-v${plan.napiBuildVersion}`;
  const folder = join(plan.root, "build", "cross", "out", formatTarget(target) ?? "target", level);
  const modulePath = join(folder, basename(plan.modulePath));
  return { ...plan, modulePath, addonFile: join(modulePath, `${plan.moduleName}.node`) };
}

function assertNamesDiffer(builds: readonly PlannedBuild[]): void {
  const seen = new Map<string, Target>();
  for (const { target, plan } of builds) {
    const other = seen.get(plan.stagedTarball);
    if (other !== undefined) {
      const [a, b] = [formatTarget(other), formatTarget(target)];
      const missing = other.libc === target.libc ? "a name of its own" : "{libc}";
      throw new PrebuildAuthorError(
        "ERR_AUTHOR_NAMES",
        `${a} and ${b} would both be packed as ${plan.packageName}`,
        { hint: `give binary.package_name ${missing}, or build one of the two` },
      );
    }
    seen.set(plan.stagedTarball, target);
  }
}
