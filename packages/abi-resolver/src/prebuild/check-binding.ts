import { readRuntime, titleOf } from "../runtimes.js";
import { readVersion } from "../version.js";
import type { Rejection } from "./check-candidate.js";
import type { ResolvedRuntime } from "./resolved-runtime.js";
import type { PrebuildCandidate, PrebuildHost } from "./types.js";

/** What in the runtime, its ABI or its Node-API level speaks against the candidate. */
export function checkBinding(
  candidate: PrebuildCandidate,
  host: PrebuildHost,
  runtime: ResolvedRuntime,
): Rejection | undefined {
  return (
    checkRuntime(candidate, runtime) ??
    (candidate.napi === undefined
      ? checkAbi(candidate, host, runtime)
      : checkNodeApi(candidate.napi, runtime)) ??
    checkUv(candidate, runtime)
  );
}

/** An addon on Node-API that is built for Node.js loads in every runtime, another only in its own. */
function checkRuntime(
  { runtime: word, napi }: PrebuildCandidate,
  runtime: ResolvedRuntime,
): Rejection | undefined {
  if (word === undefined || readRuntime(word) === runtime.name) return undefined;
  if (napi !== undefined && readRuntime(word) === "node") return undefined;
  return { code: "runtime", reason: `It is built for ${word}; the runtime is ${titleOf(runtime.name)}.` };
}

function checkNodeApi(napi: number | true, runtime: ResolvedRuntime): Rejection | undefined {
  const needed = napi === true ? 1 : napi;
  if (runtime.napi !== null && needed <= runtime.napi) return undefined;
  const name = `${titleOf(runtime.name)} ${runtime.version}`;
  const has = runtime.napi === null ? "is not known" : `is ${runtime.napi}`;
  return {
    code: "node-api",
    reason:
      runtime.napi === 0
        ? `It uses Node-API, which ${name} has not.`
        : `It needs Node-API ${needed}; that of ${name} ${has}.`,
  };
}

function checkAbi(
  candidate: PrebuildCandidate,
  host: PrebuildHost,
  runtime: ResolvedRuntime,
): Rejection | undefined {
  const { abi, runtimeVersion } = candidate;
  if (abi === undefined && runtimeVersion === undefined) return undefined;
  const bound = abi === undefined ? `the ABI of ${runtimeVersion}` : `ABI ${abi}`;
  if (runtime.name === "bun" || runtime.name === "deno") {
    return {
      code: "abi",
      reason: `It is bound to ${bound}; ${titleOf(runtime.name)} offers Node-API alone.`,
    };
  }
  if (hasPointerCompression(candidate) !== hasPointerCompression(host)) {
    const [of, not] = hasPointerCompression(host) ? ["with", "without"] : ["without", "with"];
    return {
      code: "variant",
      reason: `It is bound to ${bound} ${not} pointer compression; the runtime is built ${of} it.`,
    };
  }
  if (isOfVersion(runtimeVersion, runtime)) return undefined;
  const needed = abi ?? abiOfVersion(runtimeVersion, runtime);
  if (runtime.abi !== null && needed !== undefined && Number(needed) === Number(runtime.abi))
    return undefined;
  const name = `${titleOf(runtime.name)} ${runtime.version}`;
  return {
    code: "abi",
    reason:
      runtime.abi === null
        ? `It is bound to ${bound}; that of the runtime is not known. ${runtime.reason}`
        : `It is bound to ${bound}; ${name} has ${runtime.abi}.`,
  };
}

/** Such a build lays out V8's objects anew, under the same ABI number. */
function hasPointerCompression({ variant }: { readonly variant?: string | undefined }): boolean {
  return variant === "pointer-compression";
}

/** Whether the version's first parts are these. */
function isOfVersion(parts: string | undefined, { version }: ResolvedRuntime): boolean {
  return parts !== undefined && (version === parts || version.startsWith(`${parts}.`));
}

/** node-pre-gyp labels Electron by its minor, but an Electron line has one ABI. */
function abiOfVersion(parts: string | undefined, { name, table }: ResolvedRuntime): string | undefined {
  const version = [parts, `${parts}.0`].find((text) => readVersion(text) !== undefined);
  if (version === undefined) return undefined;
  return table.resolveAbi({ version, runtime: name }).abi ?? undefined;
}

function checkUv({ uv }: PrebuildCandidate, runtime: ResolvedRuntime): Rejection | undefined {
  if (uv === undefined || runtime.uv === undefined || uv === runtime.uv) return undefined;
  return { code: "uv", reason: `It needs libuv ${uv}; the runtime has ${runtime.uv}.` };
}
