import {
  addonHost,
  describeRuntime,
  evaluate as evaluateAddon,
  nodeLabel,
  processRuntime,
  validateManifest,
} from "@nodewright/prebuild-fetch";
import { readCompatOptions } from "./options.js";

type Versions = Readonly<Record<string, string | undefined>>;
type Options = Readonly<Record<string, unknown>>;

/** All variables of an addon, as node-pre-gyp's `lib/util/versioning.js` gives them. */
export function evaluate(
  manifest: unknown,
  options: Options = {},
  napiBuildVersion?: number,
): Readonly<Record<string, unknown>> {
  const { module_root } = options;
  const variables = evaluateAddon(manifest, readCompatOptions(options), {
    host: addonHost(process),
    env: process.env,
    cwd: process.cwd(),
    ...(typeof module_root === "string" && { moduleRoot: module_root }),
    napiBuildVersion,
  });
  return { ...variables };
}

/** Throws for a package.json that does not describe an addon. */
export function validate_config(manifest: unknown, options: Options = {}): void {
  const { runtime = processRuntime(process.versions), target } = readCompatOptions(options);
  validateManifest(manifest, describeRuntime(runtime, target, process.versions).napi);
}

export function get_process_runtime(versions: Versions): string {
  return processRuntime(versions);
}

/** The label of the ABI of a version, or of the running one. */
export function get_runtime_abi(runtime: string, target?: string): string {
  assertGiven(runtime, "get_runtime_abi");
  return describeRuntime(runtime, target, process.versions).label;
}

export function get_node_abi(runtime: string, versions: Versions): string {
  assertGiven(runtime, "get_node_abi");
  if (!versions) throw new Error("get_node_abi requires valid process.versions object");
  return nodeLabel(runtime, versions);
}

export function get_electron_abi(runtime: string, target?: string): string {
  assertGiven(runtime, "get_electron_abi");
  return describeRuntime("electron", target, {}).label;
}

export function get_node_webkit_abi(runtime: string, target?: string): string {
  assertGiven(runtime, "get_node_webkit_abi");
  return describeRuntime("node-webkit", target, {}).label;
}

function assertGiven(runtime: string, name: string): void {
  if (!runtime) throw new Error(`${name} requires valid runtime arg`);
}
