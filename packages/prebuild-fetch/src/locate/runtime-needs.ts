import { type PrebuildHost, type PrebuildRuntime, resolveAbi } from "@nodewright/abi-resolver";
import { listTargets, type TargetPattern } from "@nodewright/target-triple";
import type { AddonNeeds } from "../check/check-addon.js";
import type { PlannedRuntime } from "../config/types.js";

/** What a host and a runtime, in abi-resolver's words, need of an addon. */
export function neededBy({
  host,
  runtime,
}: {
  readonly host: PrebuildHost;
  readonly runtime: PrebuildRuntime;
}): AddonNeeds {
  const { glibcVersion } = host;
  return {
    target: patternOf(host),
    runtime: plannedRuntime(runtime),
    libraries: glibcVersion === undefined ? {} : { glibcVersion },
  };
}

/** Undefined for a runtime that has no addons of its own kind: it loads Node.js'. */
export function plannedRuntime(runtime: PrebuildRuntime): PlannedRuntime {
  const answer = resolveAbi({ version: runtime.version, runtime: runtime.name });
  const isOwnKind = answer.runtime === "electron" || answer.runtime === "node-webkit";
  return {
    name: isOwnKind ? answer.runtime : "node",
    version: answer.version,
    abi: runtime.abi ?? answer.abi,
    napi: runtime.napi === undefined ? answer.napi : Number(runtime.napi),
  };
}

/** The words of a host that targets have too. */
export function patternOf(host: PrebuildHost): TargetPattern {
  const known = listTargets();
  const os = known.find((target) => target.os === host.os)?.os;
  const arch = known.find((target) => target.arch === host.arch)?.arch;
  const libc = known.find((target) => target.libc === host.libc)?.libc;
  const armVersion = known.find((target) => target.armVersion === String(host.armVersion))?.armVersion;
  const endian = known.find((target) => target.endian === host.endian)?.endian;
  return {
    ...(os && { os }),
    ...(arch && { arch }),
    ...(host.libc !== undefined && libc && { libc }),
    ...(host.armVersion !== undefined && armVersion && { armVersion }),
    ...(host.endian !== undefined && endian && { endian }),
  };
}
