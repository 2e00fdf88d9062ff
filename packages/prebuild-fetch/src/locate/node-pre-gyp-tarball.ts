import type { Target } from "@nodewright/target-triple";
import { runtimeOf } from "../config/evaluate.js";
import { bestNapiVersion } from "../config/napi-versions.js";
import { planPrebuild } from "../config/plan.js";
import type { AddonHost, AddonOptions, BinaryConfig, PrebuildPlan } from "../config/types.js";
import { PrebuildError } from "../errors.js";
import type { LocateContext, PrebuildFinding } from "./types.js";

/**
 * The addon that the `binary` object of package.json settles: the file where it would be installed, then the tarball.
 * Nothing for a package that is not of node-pre-gyp's kind, or has no build for the runtime.
 */
export function findNodePreGyp(context: LocateContext): readonly PrebuildFinding[] {
  const plan = planFor(context);
  if (plan === undefined) return [];
  const { target, runtime, napiBuildVersion, addonFile, hostedTarball } = plan;
  const candidate = {
    ...target,
    ...(napiBuildVersion === undefined
      ? { runtime: runtime.name, ...(runtime.abi !== null && { abi: runtime.abi }) }
      : { napi: napiBuildVersion }),
  };
  return [
    {
      scheme: "node-pre-gyp",
      place: { kind: "file", path: addonFile },
      candidate: { ...candidate, name: addonFile },
    },
    {
      scheme: "node-pre-gyp",
      place: { kind: "url", url: hostedTarball, plan },
      candidate: { ...candidate, name: hostedTarball },
    },
  ];
}

function planFor({ root, host, runtime, env, manifest }: LocateContext): PrebuildPlan | undefined {
  const binary: Partial<BinaryConfig> = Object(manifest.binary);
  if (!binary.module_name || !binary.module_path) return undefined;
  const addonHost = hostOf({ host, runtime });
  const options: AddonOptions = { runtime: runtime.name, target: runtime.version };
  try {
    const { napi } = runtimeOf(options, addonHost);
    const napiBuildVersion = bestNapiVersion({ binary: { ...binary, ...named(binary) } }, { napi });
    return planPrebuild({ manifest, root, options, host: addonHost, env, napiBuildVersion });
  } catch (error) {
    if (error instanceof PrebuildError) return undefined;
    throw error;
  }
}

function named({ module_name = "", module_path = "" }: Partial<BinaryConfig>): BinaryConfig {
  return { module_name, module_path };
}

/** The host in the words of a process. */
function hostOf({ host, runtime }: Pick<LocateContext, "host" | "runtime">): AddonHost {
  const { os, arch, libc } = host;
  return {
    platform: os,
    arch,
    versions: {
      node: runtime.version,
      modules: runtime.abi,
      napi: runtime.napi === undefined ? undefined : String(runtime.napi),
    },
    libc: () => libc,
    target: (): Target | undefined => undefined,
  };
}
