import { join, resolve } from "node:path";
import { PrebuildError } from "../errors.js";
import { describeRuntime, processRuntime, type RuntimeDescription } from "./describe-runtime.js";
import { readMirror } from "./mirror.js";
import { readModuleVersion } from "./module-version.js";
import { resolveUrl } from "./resolve-url.js";
import { fillTemplate, withoutDoubleSlashes, withTrailingSlash } from "./template.js";
import type { AddonHost, AddonManifest, AddonOptions, PrebuildVariables } from "./types.js";
import { validateManifest } from "./validate-manifest.js";

/** Of whom and where a manifest is evaluated. */
export interface EvaluationContext {
  readonly host: AddonHost;
  /** Where mirrors are looked up. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What a relative module_path is resolved against. */
  readonly cwd: string;
  /** What module_path is joined to instead. */
  readonly moduleRoot?: string | undefined;
  readonly napiBuildVersion?: number | undefined;
}

const DEFAULT_PACKAGE_NAME = "{module_name}-v{version}-{node_abi}-{platform}-{arch}.tar.gz";

/**
 * All variables of an addon for one runtime and target. An undefined variable is a key all the same.
 *
 * @throws PrebuildError as `validateManifest` and `describeRuntime` do; ERR_PREBUILD_TEMPLATE.
 */
export function evaluate(
  manifest: unknown,
  options: AddonOptions,
  context: EvaluationContext,
): PrebuildVariables {
  const runtime = runtimeOf(options, context.host);
  validateManifest(manifest, runtime.napi);
  const names = nameVariables(manifest, options, { ...context, runtime });
  const { binary } = manifest;
  const host = withTrailingSlash(
    fillTemplate(readMirror(binary.module_name, context.env) ?? String(binary.host), { ...names }),
  );
  const places = { ...names, host, ...modulePlaces(manifest, { ...names, host }, context) };
  const remote_path = binary.remote_path
    ? withoutDoubleSlashes(withTrailingSlash(fillTemplate(binary.remote_path, places)))
    : "";
  const package_name = fillTemplate(binary.package_name || DEFAULT_PACKAGE_NAME, { ...places, remote_path });
  const path = places.s3ForcePathStyle
    ? withoutDoubleSlashes(`${places.bucket}/${remote_path}`)
    : remote_path;
  const hosted_path = resolveUrl(host, path);
  return {
    ...places,
    remote_path,
    package_name,
    staged_tarball: join("build/stage", remote_path, package_name),
    hosted_path,
    hosted_tarball: resolveUrl(hosted_path, package_name),
  };
}

/** The runtime that is asked for, or the one that runs. */
export function runtimeOf(options: AddonOptions, host: AddonHost): RuntimeDescription {
  return describeRuntime(options.runtime || processRuntime(host.versions), options.target, host.versions);
}

type NameVariables = Omit<
  PrebuildVariables,
  | "host"
  | "module_path"
  | "module"
  | "remote_path"
  | "package_name"
  | "staged_tarball"
  | "hosted_path"
  | "hosted_tarball"
>;

/** The variables that do not depend on templates. */
export function nameVariables(
  manifest: AddonManifest,
  options: AddonOptions,
  { host, env, napiBuildVersion, runtime }: EvaluationContext & { readonly runtime: RuntimeDescription },
): NameVariables {
  const { binary } = manifest;
  const level = runtime.napi ? String(runtime.napi) : undefined;
  const platform = options.targetPlatform || host.platform;
  const arch = options.targetArch || host.arch;
  const { version, prerelease, build, major, minor, patch } = versionOf(manifest);
  return {
    name: manifest.name,
    configuration: options.debug ? "Debug" : "Release",
    debug: options.debug,
    module_name: binary.module_name,
    version,
    prerelease,
    build,
    major,
    minor,
    patch,
    runtime: runtime.name,
    node_abi: runtime.label,
    node_abi_napi: level === undefined ? runtime.label : "napi",
    napi_version: level,
    napi_build_version: napiBuildVersion || "",
    node_napi_label: napiBuildVersion ? `napi-v${napiBuildVersion}` : runtime.label,
    target: options.target || "",
    platform,
    target_platform: platform,
    arch,
    target_arch: arch,
    libc: options.targetLibc || host.libc() || "unknown",
    module_main: manifest.main,
    toolset: options.toolset || "",
    bucket: binary.bucket,
    region: binary.region,
    s3ForcePathStyle: binary.s3ForcePathStyle || false,
    acl: options.acl || binary.acl || env.node_pre_gyp_acl || "public-read",
  };
}

/** The folder of the `.node` file, and the file. */
export function modulePlaces(
  { binary }: AddonManifest,
  variables: Readonly<Record<string, unknown>>,
  { cwd, moduleRoot }: Pick<EvaluationContext, "cwd" | "moduleRoot">,
): { readonly module_path: string; readonly module: string } {
  const path = fillTemplate(binary.module_path, variables);
  const module_path = moduleRoot === undefined ? resolve(cwd, path) : join(moduleRoot, path);
  return { module_path, module: join(module_path, `${binary.module_name}.node`) };
}

function versionOf({ name, version }: AddonManifest): NonNullable<ReturnType<typeof readModuleVersion>> {
  const parsed = typeof version === "string" ? readModuleVersion(version) : undefined;
  if (parsed !== undefined) return parsed;
  throw new PrebuildError(
    "ERR_PREBUILD_CONFIG",
    `${name} package.json has no valid version: ${JSON.stringify(version)} is not major.minor.patch`,
    { hint: "give package.json a version that npm accepts" },
  );
}
