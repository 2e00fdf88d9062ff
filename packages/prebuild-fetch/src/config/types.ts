import type { Target, TargetPattern } from "@nodewright/target-triple";

/** The `binary` object of an addon's package.json, as node-pre-gyp's users write it. */
export interface BinaryConfig {
  readonly module_name: string;
  readonly module_path: string;
  readonly host?: string | undefined;
  readonly staging_host?: string | undefined;
  readonly production_host?: string | undefined;
  readonly remote_path?: string | undefined;
  readonly package_name?: string | undefined;
  readonly napi_versions?: readonly number[] | undefined;
  readonly bucket?: string | undefined;
  readonly region?: string | undefined;
  readonly s3ForcePathStyle?: boolean | undefined;
  readonly acl?: string | undefined;
  /** Ours: the manifest of prebuilds in the npm package. Default: `prebuilds.json`. */
  readonly manifest?: string | undefined;
  /** Ours: public keys in the npm package, by one of which manifests on the host must be signed. */
  readonly keyring?: string | undefined;
  /** Ours: nothing is installed that no manifest vouches for; `"signed"`: that no signed one does. */
  readonly requireIntegrity?: IntegrityDemand | undefined;
}

/** Whether something must vouch for what is installed, and whether its word must be signed. */
export type IntegrityDemand = boolean | "signed";

/** What is read of an addon's package.json. */
export interface AddonManifest {
  readonly name: string;
  readonly version: string;
  readonly main: string;
  readonly binary: BinaryConfig;
}

export type AddonRuntimeName = "node" | "electron" | "node-webkit";

/** What a caller asks for; what is absent is the host's. */
export interface AddonOptions {
  readonly runtime?: string | undefined;
  /** A full version of the runtime: another one than the running one. */
  readonly target?: string | undefined;
  readonly targetArch?: string | undefined;
  readonly targetPlatform?: string | undefined;
  readonly targetLibc?: string | undefined;
  readonly toolset?: string | undefined;
  readonly debug?: boolean | undefined;
  readonly acl?: string | undefined;
  readonly buildLatestNapiVersionOnly?: boolean | undefined;
  /** A file of public keys, in the place of the package's own. */
  readonly keyring?: string | undefined;
}

/** What the planning process says of itself. */
export interface AddonHost {
  /** `process.platform` */
  readonly platform: string;
  /** `process.arch` */
  readonly arch: string;
  /** `process.versions` */
  readonly versions: Readonly<Record<string, string | undefined>>;
  /** Words of detect-libc; undefined off Linux. Asked once, when a name needs it. */
  readonly libc: () => string | undefined;
  /** The target of its addons; undefined where it cannot be told. Asked once. */
  readonly target: () => Target | undefined;
}

/** The variables of templates, in the order in which node-pre-gyp reveals them; undefined ones have no value. */
export interface PrebuildVariables {
  readonly name: string;
  readonly configuration: "Release" | "Debug";
  readonly debug: boolean | undefined;
  readonly module_name: string;
  /** The version without its build part. */
  readonly version: string;
  readonly prerelease: string;
  readonly build: string;
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  readonly runtime: string;
  readonly node_abi: string;
  readonly node_abi_napi: string;
  readonly napi_version: string | undefined;
  readonly napi_build_version: number | "";
  readonly node_napi_label: string;
  readonly target: string;
  readonly platform: string;
  readonly target_platform: string;
  readonly arch: string;
  readonly target_arch: string;
  /** `unknown` where there is none to choose. */
  readonly libc: string;
  readonly module_main: string;
  readonly toolset: string;
  readonly bucket: string | undefined;
  readonly region: string | undefined;
  readonly s3ForcePathStyle: boolean;
  readonly acl: string;
  readonly host: string;
  /** Absolute. */
  readonly module_path: string;
  /** The `.node` file, absolute. */
  readonly module: string;
  readonly remote_path: string;
  readonly package_name: string;
  /** Relative to the addon's root. */
  readonly staged_tarball: string;
  readonly hosted_path: string;
  readonly hosted_tarball: string;
}

/** The runtime that the prebuild is for. */
export interface PlannedRuntime {
  readonly name: AddonRuntimeName;
  readonly version: string;
  /** NODE_MODULE_VERSION; null when it is not known. */
  readonly abi: string | null;
  /** The highest Node-API level; null when it is not known. */
  readonly napi: number | null;
}

/**
 * One prebuild of one addon for one target: every name and place, settled. Fetching, packing, checking and publishing
 * take this and look at neither package.json nor the command line.
 */
export interface PrebuildPlan {
  /** Name and version of the npm package. */
  readonly name: string;
  readonly version: string;
  readonly moduleName: string;
  /** The folder of package.json, absolute. */
  readonly root: string;
  /** What the addon must be built for; a field is absent where the names leave it open. */
  readonly target: TargetPattern;
  readonly runtime: PlannedRuntime;
  /** The Node-API level that it is built for; undefined for an addon that is bound to the runtime's ABI. */
  readonly napiBuildVersion: number | undefined;
  /** The folder that the tarball is unpacked to, absolute. */
  readonly modulePath: string;
  /** The `.node` file in it, absolute. */
  readonly addonFile: string;
  /** Where `package` puts the tarball, absolute. */
  readonly stagedTarball: string;
  /** The tarball's file name, and the path above it on the host. */
  readonly packageName: string;
  readonly remotePath: string;
  /** Where it is published, with a trailing slash; may be `file://`. */
  readonly host: string;
  readonly hostedPath: string;
  readonly hostedTarball: string;
  readonly isMirror: boolean;
  /** Where the npm package has its manifest of prebuilds, absolute; it need not be there. */
  readonly manifestFile: string;
  /** Public keys by which manifests must be signed, absolute: those that were asked for, or the npm package's. */
  readonly keyringFile: string | undefined;
  /** The npm package's own demand; who installs may ask for more. */
  readonly requireIntegrity: IntegrityDemand;
  readonly bucket: string | undefined;
  readonly region: string | undefined;
  readonly s3ForcePathStyle: boolean;
  readonly acl: string;
  /** True where neither the options nor package.json say one: that of 0.x's settings counts when publishing. */
  readonly isAclDefault: boolean;
  readonly variables: PrebuildVariables;
}
