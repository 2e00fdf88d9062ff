import type { PkgLog } from "./log.js";

/** What `pkg`'s configuration and its `exec()` have in common. */
export interface PkgBaseOptions {
  readonly outputPath?: string | undefined;
  readonly compress?: string | undefined;
  readonly sea?: boolean | undefined;
  readonly debug?: boolean | undefined;
  readonly bytecode?: boolean | undefined;
  readonly nativeBuild?: boolean | undefined;
  readonly fallbackToSource?: boolean | undefined;
  readonly public?: boolean | undefined;
  readonly signature?: boolean | undefined;
  /** A shell command or a function, before anything else. */
  readonly preBuild?: string | (() => void | Promise<void>) | undefined;
  /** For each executable: a shell command with PKG_OUTPUT, or a function. */
  readonly postBuild?: string | ((output: string) => void | Promise<void>) | undefined;
  /** For each file; undefined leaves it as it is. */
  readonly transform?: Transform | undefined;
}

export type Transform = (
  path: string,
  contents: Buffer | string,
) => string | Buffer | undefined | Promise<string | Buffer | undefined>;

/** The key `pkg` of a package.json, or a configuration file of its own. */
export interface PkgConfig extends PkgBaseOptions {
  readonly scripts?: string | readonly string[];
  readonly assets?: string | readonly string[];
  readonly ignore?: readonly string[];
  readonly targets?: string | readonly string[];
  readonly options?: string | readonly string[];
  readonly publicPackages?: string | readonly string[];
  readonly noDictionary?: string | readonly string[];
  readonly patches?: Readonly<Record<string, readonly PatchPart[]>>;
  readonly deployFiles?: readonly (readonly [from: string, to: string, type?: string])[];
  readonly dictionary?: Readonly<Record<string, unknown>>;
  readonly log?: (log: PkgLog, context: { readonly packagePath: string }) => void;
}

export type PatchPart = string | { readonly do: "erase" | "prepend" | "append" };

/** The options of `exec()`. */
export interface PkgExecOptions extends PkgBaseOptions {
  /** A script, a package.json, or a folder with one. */
  readonly input: string;
  readonly targets?: readonly string[] | string | undefined;
  readonly config?: string | undefined;
  readonly output?: string | undefined;
  readonly build?: boolean | undefined;
  readonly bakeOptions?: string | readonly string[] | undefined;
  readonly publicPackages?: string | readonly string[] | undefined;
  readonly noDictionary?: string | readonly string[] | undefined;
}
