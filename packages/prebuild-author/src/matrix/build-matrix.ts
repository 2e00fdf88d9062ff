import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import { type BuiltAddon, buildAddon, type Toolchain } from "@nodewright/addon-build";
import {
  type PackOptions,
  type PackOutcome,
  type PrebuildVariables,
  packPrebuild,
} from "@nodewright/prebuild-fetch";
import type { Target } from "@nodewright/target-triple";
import type { PlannedBuild, PlannedMatrix } from "./plan-matrix.js";
import type { FindTargetNode } from "./target-nodes.js";

export interface BuildMatrixOptions {
  readonly matrix: PlannedMatrix;
  /** The target of this machine. */
  readonly host: Target;
  readonly nodeFor: FindTargetNode;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Version of the core that names the targets. */
  readonly coreVersion: string;
  readonly glibc?: string | undefined;
  readonly toolchain?: Toolchain["kind"] | undefined;
  readonly jobs?: number | undefined;
  /** Whether addons are loaded where that is possible. */
  readonly load?: boolean | undefined;
  /** Whether results are packed into their staged tarballs. */
  readonly pack?: boolean | undefined;
  /** Signs the manifests of what is packed. */
  readonly signing?: PackOptions["signing"];
  readonly signal?: AbortSignal | undefined;
  readonly onBuild?: ((build: PlannedBuild) => void) | undefined;
  readonly onCommand?: ((command: string) => void) | undefined;
}

/** What became of one build. */
export type MatrixRow = PlannedBuild & {
  readonly durationMs: number;
} & (
    | { readonly outcome: "built"; readonly addon: BuiltAddon; readonly packed: PackOutcome | undefined }
    | { readonly outcome: "failed"; readonly error: unknown }
  );

/**
 * Builds a matrix one after the other; what fails does not keep the rest from being built. A result is packed once
 * its headers were read, and, where this machine can, once it was loaded.
 */
export async function buildMatrix(options: BuildMatrixOptions): Promise<readonly MatrixRow[]> {
  const rows: MatrixRow[] = [];
  for (const build of options.matrix.builds) {
    options.signal?.throwIfAborted();
    options.onBuild?.(build);
    const start = performance.now();
    const outcome = await buildOne(build, options).catch((error: unknown) => {
      options.signal?.throwIfAborted();
      return { outcome: "failed", error } as const;
    });
    rows.push({ ...build, ...outcome, durationMs: performance.now() - start });
  }
  return rows;
}

async function buildOne(
  build: PlannedBuild,
  options: BuildMatrixOptions,
): Promise<{
  readonly outcome: "built";
  readonly addon: BuiltAddon;
  readonly packed: PackOutcome | undefined;
}> {
  const { target, plan } = build;
  const { matrix, pack = true, coreVersion, signing, ...rest } = options;
  await rm(dirname(plan.modulePath), { recursive: true, force: true });
  const addon = await buildAddon({
    ...rest,
    target,
    projectDir: plan.root,
    moduleName: plan.moduleName,
    outFile: plan.addonFile,
    recipe: matrix.recipe,
    napiVersion: plan.napiBuildVersion,
    variables: gypVariables(plan.variables),
  });
  const packed = pack ? await packPrebuild(plan, { coreVersion, signing }) : undefined;
  return { outcome: "built", addon, packed };
}

/** What a binding.gyp may read of the addon's variables. */
function gypVariables(variables: PrebuildVariables): Record<string, string> {
  const { napi_version, node_abi_napi, napi_build_version, node_napi_label } = variables;
  const all = { napi_version, node_abi_napi, napi_build_version: napi_build_version || 0, node_napi_label };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}
