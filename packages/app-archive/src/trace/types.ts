import type { Quirk } from "./quirks.js";
import type { Unresolved } from "./unresolved.js";

export interface TraceOptions {
  /** The file that runs first. */
  readonly entry: string;
  /** What globs are relative to, and what the app takes for its working directory: the project's folder. */
  readonly folder: string;
  /** Globs of files that are read at run time. */
  readonly assets?: readonly string[] | undefined;
  /** Globs of scripts that are loaded at run time by names that code does not say; they are traced too. */
  readonly scripts?: readonly string[] | undefined;
  /** Globs of files to leave out. */
  readonly ignore?: readonly string[] | undefined;
  /** Conditions of `exports` and `imports` beside those that Node.js itself asks for. */
  readonly conditions?: readonly string[] | undefined;
  /** Files that a run of the app was seen to use. */
  readonly seen?: readonly string[] | undefined;
  /** Whether all `dependencies` of every package that is reached come along, named by code or not. */
  readonly followsDependencies?: boolean | undefined;
  /** A file that keeps what was found in installed packages, for the next trace. */
  readonly cacheFile?: string | undefined;
  /** In place of the table of this package. */
  readonly quirks?: Readonly<Record<string, Quirk>> | undefined;
}

/** Why a file is in. */
export type Why =
  | "entry"
  /** By `require`, `import` and their kin. */
  | "loaded"
  /** A path that code puts together, or a glob of the options. */
  | "asset"
  | "script"
  /** A library that lies beside an addon. */
  | "library"
  /** What the table of quirks knows of a package. */
  | "quirk"
  /** A run of the app used it. */
  | "seen"
  /** The package.json that governs a file. */
  | "manifest";

export interface TracedFile {
  /** In the archive, with `/`. */
  readonly path: string;
  /** On this disk. */
  readonly source: string;
  readonly why: Why;
  /** What asked for it, as archive paths; for a quirk its sentence. */
  readonly by: readonly string[];
  readonly sizeBytes: number;
  readonly mode: number;
}

export interface TracedLink {
  readonly path: string;
  /** Another path of the archive. */
  readonly target: string;
}

export interface Trace {
  /** The folder of this disk that is the archive's root. */
  readonly root: string;
  /** In the archive. */
  readonly entry: string;
  readonly files: readonly TracedFile[];
  readonly links: readonly TracedLink[];
  readonly unresolved: readonly Unresolved[];
  /** What code or options asked for and `ignore` left out, as archive paths. */
  readonly ignored: readonly string[];
  /** What the table says to people about packages that were reached: folder and sentence. */
  readonly advice: readonly { readonly folder: string; readonly text: string }[];
  /** What could not be read as code, as sentences. */
  readonly warnings: readonly string[];
}
