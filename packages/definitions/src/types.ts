/** What is said before an installation of a release that gets no more, or only few, fixes. */
export type DefinitionNotice = "end-of-life" | "maintenance";

/** An archive somewhere, and what pins its bytes. */
export interface ArchiveSource {
  readonly url: string;
  /**
   * Hex digits: 32 (MD5), 40 (SHA-1) or 64 (SHA-256). Absent where the definition vouches for nothing.
   * A file of node-build's may hold any text here, which no archive will match.
   */
  readonly digest?: string;
}

/** A commit somewhere, by branch or tag. */
export interface GitSource {
  readonly git: string;
  readonly ref: string;
}

/** A ready-made archive for one platform. */
export interface Binary extends ArchiveSource {
  /** node-build's words: `linux-x64`, `darwin-arm64`, or a distribution as in `ubuntu-x64`. */
  readonly platform: string;
}

/** One thing to build and install. */
export interface Package {
  /** `node-v24.1.0`: names the directory to build in, and the variables that configure it (`NODE_…`). */
  readonly name: string;
  /** Absent where there are only binaries. */
  readonly source?: ArchiveSource | GitSource | undefined;
  /** What is done with the source, in order; empty means `standard`. */
  readonly steps: readonly string[];
}

/** How to install one version. */
export interface InstallDefinition {
  readonly kind: "install";
  /** The name it is asked for by: `24.1.0`, `graal+ce-19.2.1`. */
  readonly name: string;
  readonly notice?: DefinitionNotice;
  /** Lines that are printed first. */
  readonly messages: readonly string[];
  /** In order of preference: the first that fits the platform stands in for the first package. */
  readonly binaries: readonly Binary[];
  /** In the order of installation; never empty. */
  readonly packages: readonly Package[];
}

/** How to find out which version to install, from an index read at that time. */
export interface ChannelDefinition {
  readonly kind: "channel";
  readonly name: string;
  /** The directory that holds `index.tab` and one directory a version; without a slash at its end. */
  readonly baseUrl: string;
  /** Only rows of index.tab that contain this text count. */
  readonly filter: string;
  /**
   * `newest`: the latest day, then the highest version. `node-build`: what that program's own `sort` picks,
   * which is the latest year, then the row that is last as text; and only its one word for macOS is known.
   */
  readonly select: "newest" | "node-build";
  /** What a release of this channel is called in messages: `nightly`. */
  readonly label: string;
  readonly steps: readonly string[];
}

export type Definition = InstallDefinition | ChannelDefinition;

/** The steps a package may name. */
export const KNOWN_STEPS = [
  "standard",
  "standard_build",
  "standard_install",
  "autoconf",
  "copy",
  "ldflags_dirs",
  "enable_shared",
  "graal",
  "jxcore_v8_328",
  "jxcore_spidermonkey",
  "jxcore_npm",
  "warn_eol",
  "warn_lts_maintenance",
] as const;

/** One of {@link KNOWN_STEPS}. */
export type Step = (typeof KNOWN_STEPS)[number];
