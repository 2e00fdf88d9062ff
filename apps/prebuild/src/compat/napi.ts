import {
  addonHost,
  bestNapiVersion,
  declaredNapiVersions,
  type NapiSupport,
  runtimeOf,
  usableNapiVersions,
  validateManifest,
} from "@nodewright/prebuild-fetch";
import { expandCommands, napiLevelOf } from "../node-pre-gyp/expand-commands.js";
import type { QueuedCommand } from "../node-pre-gyp/parse-argv.js";
import { readCompatOptions } from "./options.js";

/** What is read of package.json; said here, for who has these types has no other package of ours. */
interface Manifest {
  readonly binary: {
    readonly module_name: string;
    readonly module_path: string;
    readonly package_name?: string;
    readonly napi_versions?: readonly number[];
  };
}
type Options = Readonly<Record<string, unknown>> | undefined;

function supportOf(options: Options): NapiSupport {
  const read = readCompatOptions(options);
  return { napi: runtimeOf(read, addonHost(process)).napi, latestOnly: read.buildLatestNapiVersionOnly };
}

/** The Node-API level, as `process.versions.napi` writes it; undefined for none. */
export function get_napi_version(target?: string): string | undefined {
  const { napi } = supportOf({ target });
  return napi ? String(napi) : undefined;
}

export function get_napi_version_as_string(target?: string): string {
  return get_napi_version(target) ?? "";
}

export function validate_package_json(manifest: unknown, options?: Options): void {
  validateManifest(manifest, supportOf(options).napi);
}

export function expand_commands(
  manifest: Manifest,
  options: Options,
  commands: readonly QueuedCommand[],
): QueuedCommand[] {
  return expandCommands(commands, manifest, supportOf(options));
}

export function get_napi_build_versions(
  manifest: Manifest,
  options?: Options,
): readonly number[] | undefined {
  return usableNapiVersions(manifest, supportOf(options));
}

export function get_napi_build_versions_raw(manifest: Manifest): readonly number[] | undefined {
  return declaredNapiVersions(manifest);
}

export function get_best_napi_build_version(manifest: Manifest, options?: Options): number | undefined {
  return bestNapiVersion(manifest, supportOf(options));
}

export function get_command_arg(level: number): string {
  return `napi_build_version=${level}`;
}

export function get_napi_build_version_from_command_args(args: readonly string[]): number | undefined {
  return napiLevelOf(args);
}
