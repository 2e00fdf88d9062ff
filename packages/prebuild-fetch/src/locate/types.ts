import type { PrebuildCandidate, PrebuildHost, PrebuildRuntime } from "@nodewright/abi-resolver";
import type { AddonManifest } from "../config/types.js";
import type { InstallPlan } from "../install/types.js";

/** Who publishes binaries in this way. `build` is what node-gyp left in the package's folder. */
export type PrebuildScheme =
  | "build"
  | "prebuildify"
  | "napi-rs"
  | "platform-package"
  | "node-pre-gyp"
  | "prebuild-install";

/** Where a binary is. */
export type PrebuildPlace =
  | { readonly kind: "file"; readonly path: string }
  /** A tarball; `plan` installs it, and is undefined where nothing tells which file of it is the addon. */
  | { readonly kind: "url"; readonly url: string; readonly plan: InstallPlan | undefined }
  /** A package that is not installed; npm or another package manager installs it. */
  | { readonly kind: "package"; readonly name: string; readonly range: string };

/** A binary that a package might load, and what its name says of it. */
export interface PrebuildFinding {
  readonly scheme: PrebuildScheme;
  readonly place: PrebuildPlace;
  readonly candidate: PrebuildCandidate;
}

/** A folder of an addon, and what is to load it. */
export interface LocateOptions {
  /** The folder of package.json. */
  readonly root: string;
  readonly host: PrebuildHost;
  readonly runtime: PrebuildRuntime;
  /** Mirrors, local prebuilds and what loaders obey are looked up here. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** package.json as far as it tells where binaries are. */
export interface AddonPackage extends Partial<Omit<AddonManifest, "binary">> {
  readonly os?: string | readonly string[];
  readonly cpu?: string | readonly string[];
  readonly libc?: string | readonly string[];
  readonly exports?: unknown;
  readonly binary?: unknown;
  readonly config?: unknown;
  readonly repository?: unknown;
  readonly scripts?: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export interface LocateContext extends LocateOptions {
  readonly manifest: AddonPackage;
}
