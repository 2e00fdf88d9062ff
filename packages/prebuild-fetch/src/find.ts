import { existsSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { chooseBinaryHost } from "./config/choose-binary-host.js";
import { modulePlaces, nameVariables, runtimeOf } from "./config/evaluate.js";
import { bestNapiVersion } from "./config/napi-versions.js";
import { addonHost } from "./config/process-host.js";
import type { AddonManifest, AddonOptions } from "./config/types.js";
import { validateManifest } from "./config/validate-manifest.js";
import { PrebuildError } from "./errors.js";

/** What is looked for instead of the addon of this process; spelled as node-pre-gyp's users do. */
export interface FindOptions {
  /** What module_path is joined to. Default: the folder of package.json. */
  readonly module_root?: string | undefined;
  readonly runtime?: string | undefined;
  readonly target?: string | undefined;
  readonly target_arch?: string | undefined;
  readonly target_platform?: string | undefined;
  readonly target_libc?: string | undefined;
  readonly toolset?: string | undefined;
  readonly debug?: boolean | undefined;
}

const found = new Map<string, string>();

/**
 * The path of an addon's `.node` file, by the `binary` object of its package.json. Whether the file is there is not
 * looked at. A process asks for the same addon again and again: the answer to a path and options is kept, and neither
 * the command line nor the environment of the process has a say in it.
 *
 * @throws PrebuildError for a package.json that is missing or does not describe an addon, or that has no build for
 *   this runtime.
 */
export function find(packageJsonPath: string, options: FindOptions = {}): string {
  const key = keyOf(packageJsonPath, options);
  const known = found.get(key);
  if (known !== undefined) return known;
  const file = locate(packageJsonPath, options);
  found.set(key, file);
  return file;
}

function keyOf(path: string, options: FindOptions): string {
  return Object.keys(options).length === 0 ? path : `${path}\n${JSON.stringify(options)}`;
}

function locate(path: string, options: FindOptions): string {
  const manifest = readManifest(path);
  const asked = askedOf(options);
  const host = addonHost(process);
  const runtime = runtimeOf(asked, host);
  validateManifest(manifest, runtime.napi);
  const namesLibc = manifest.binary.module_path.includes("{libc}");
  const context = {
    // Looking for the libc reads files, and few names need it.
    host: namesLibc ? host : { ...host, libc: () => undefined },
    env: {},
    cwd: ".",
    moduleRoot: options.module_root ?? dirname(path),
    napiBuildVersion: bestNapiVersion(manifest, runtime),
    runtime,
  };
  const variables = { ...nameVariables(manifest, asked, context), host: manifest.binary.host };
  return modulePlaces(manifest, variables, context).module;
}

function askedOf(options: FindOptions): AddonOptions {
  const { runtime, target, toolset, debug } = options;
  return {
    runtime,
    target,
    toolset,
    debug,
    targetArch: options.target_arch,
    targetPlatform: options.target_platform,
    targetLibc: options.target_libc,
  };
}

function readManifest(path: string): unknown {
  if (!existsSync(path)) {
    throw new PrebuildError("ERR_PREBUILD_CONFIG", `${path} does not exist`, {
      hint: "give the path of the addon's package.json",
    });
  }
  const manifest = parse(path);
  const host = chooseBinaryHost(manifest.binary, { command: "install", s3Host: undefined, env: {} });
  return host === undefined ? manifest : { ...manifest, binary: { ...manifest.binary, host } };
}

function parse(path: string): AddonManifest {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new PrebuildError("ERR_PREBUILD_CONFIG", `${path} cannot be read: ${why}`, {
      hint: "give the path of the addon's package.json",
      cause,
    });
  }
}
