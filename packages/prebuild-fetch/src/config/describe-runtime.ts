import { resolveAbi } from "@nodewright/abi-resolver";
import { PrebuildError } from "../errors.js";
import { readModuleVersion } from "./module-version.js";
import type { AddonHost, AddonRuntimeName, PlannedRuntime } from "./types.js";

type Versions = AddonHost["versions"];

export interface RuntimeDescription extends PlannedRuntime {
  /** The label that names carry: `node-v137`, `electron-v38.1`, `node-webkit-v0.100.1`, `v8-3.11`. */
  readonly label: string;
}

/** Lines before `process.versions.modules`: their label is that of V8, by the index of nodejs.org. */
const V8_OF_OLD_LINES: Readonly<Record<string, string>> = { "0.8": "3.11", "0.6": "3.6", "0.4": "3.1" };

/** The runtime that a process is, by `process.versions`. */
export function processRuntime(versions: Versions): AddonRuntimeName {
  if (versions["node-webkit"] || versions.nw) return "node-webkit";
  return versions.electron ? "electron" : "node";
}

/**
 * What an addon is built against: the running runtime as it states itself, or another version by the ABI table.
 *
 * @throws PrebuildError ERR_PREBUILD_RUNTIME for an unknown runtime, ERR_PREBUILD_TARGET for a version that is none,
 *   that is missing, or whose ABI nobody can know.
 */
export function describeRuntime(
  name: string,
  target: string | undefined,
  versions: Versions,
): RuntimeDescription {
  switch (name) {
    case "node":
      return target ? nodeOf(target) : runningNode(versions);
    case "electron":
      return otherRuntime(name, target || versions.electron, versions);
    case "node-webkit":
      return otherRuntime(name, target || versions["node-webkit"] || versions.nw, versions);
    default:
      throw new PrebuildError("ERR_PREBUILD_RUNTIME", `Unknown Runtime: '${name}'`, {
        hint: "use one of node, electron, node-webkit",
      });
  }
}

function runningNode(versions: Versions): RuntimeDescription {
  const version = versions.node ?? "";
  return {
    name: "node",
    version,
    abi: versions.modules ?? null,
    napi: versions.napi === undefined ? resolveAbi({ version }).napi : Number(versions.napi),
    label: nodeLabel("node", versions),
  };
}

/**
 * The label of a Node.js with these `process.versions`: its ABI, but the whole version for the odd lines before 1.0,
 * which broke it at will, and V8's version where there was no ABI yet.
 */
export function nodeLabel(runtime: string, versions: Versions): string {
  const [major, minor] = (versions.node ?? "").split(".").map(Number);
  if (major === 0 && Number(minor) % 2 === 1) return `${runtime}-v${versions.node}`;
  if (versions.modules) return `${runtime}-v${Number(versions.modules)}`;
  return `v8-${(versions.v8 ?? "").split(".").slice(0, 2).join(".")}`;
}

function nodeOf(target: string): RuntimeDescription {
  const version = target.replace(/^v(?=\d)/, "");
  if (readModuleVersion(version) === undefined) {
    throw new PrebuildError("ERR_PREBUILD_TARGET", `Unknown target version: ${target}`, {
      hint: "give a full version such as --target=24.11.0",
    });
  }
  const v8 = V8_OF_OLD_LINES[version.split(".", 2).join(".")];
  const { abi, napi, reason } = resolveAbi({ version });
  if (abi === null && v8 === undefined) {
    throw new PrebuildError("ERR_PREBUILD_TARGET", `Unsupported target version: ${target}`, { hint: reason });
  }
  const modules = v8 === undefined ? (abi ?? undefined) : undefined;
  return { name: "node", version, abi, napi, label: nodeLabel("node", { node: version, modules, v8 }) };
}

function otherRuntime(
  name: "electron" | "node-webkit",
  target: string | undefined,
  versions: Versions,
): RuntimeDescription {
  if (!target) {
    throw new PrebuildError(
      "ERR_PREBUILD_TARGET",
      `Empty target version is not supported if ${name} is the target.`,
      { hint: `give the version of ${name} as --target` },
    );
  }
  const version = target.replace(/^v(?=\d)/, "");
  const parsed = readModuleVersion(version);
  if (parsed === undefined && name === "electron") {
    throw new PrebuildError("ERR_PREBUILD_TARGET", `Unknown target version: ${target}`, {
      hint: "give a full version such as --target=38.1.0",
    });
  }
  const isRunning = processRuntime(versions) === name && (versions[name] ?? versions.nw) === version;
  const known = parsed === undefined ? undefined : resolveAbi({ version, runtime: name });
  return {
    name,
    version,
    abi: (isRunning ? versions.modules : undefined) ?? known?.abi ?? null,
    napi: isRunning && versions.napi !== undefined ? Number(versions.napi) : (known?.napi ?? null),
    label: name === "electron" ? `${name}-v${parsed?.major}.${parsed?.minor}` : `${name}-v${version}`,
  };
}
