import type { TracedFile } from "@nodewright/app-archive/trace";
import type { HttpClient } from "@nodewright/artifact-store";
import type { Registry } from "@nodewright/release-source";
import type { Target } from "@nodewright/target-triple";

/** What is to load an app's addons. */
export interface AddonHostNode {
  readonly target: Target;
  /** `v24.21.0` */
  readonly version: string;
}

/** Where binaries for other targets come from, and where they are kept. */
export interface AddonSources {
  readonly registry: Registry;
  readonly client: HttpClient;
  /** Credentials for addresses of the registry. */
  readonly headersFor?: ((url: string) => Readonly<Record<string, string>>) | undefined;
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly offline?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** One package whose binaries were changed for those of the target. */
export interface AddonSwap {
  /** `@img/sharp-linux-x64` */
  readonly package: string;
  /** What came in its place, for people. */
  readonly by: string;
}

/** A package with binaries, as it was traced. */
export interface TracedPackage {
  readonly name: string;
  readonly version: string;
  /** On this disk. */
  readonly folder: string;
  /** In the archive. */
  readonly path: string;
  readonly files: readonly TracedFile[];
  readonly optionalDependencies: Readonly<Record<string, string>>;
}
