/** One option that the command line, the API and the configuration have in common. */
export interface FlagSpec {
  /** Of the command line, without its dashes. */
  readonly cli: string;
  /** In the configuration. */
  readonly config: string;
  /** In the options of `exec()`, where it differs. */
  readonly api?: string;
  readonly kind: "bool" | "string" | "list";
  readonly short?: string;
  readonly default?: boolean | string;
}

export const flagSpecs: readonly FlagSpec[] = [
  { cli: "debug", config: "debug", kind: "bool", short: "d", default: false },
  { cli: "bytecode", config: "bytecode", kind: "bool", default: true },
  { cli: "native-build", config: "nativeBuild", kind: "bool", default: true },
  { cli: "signature", config: "signature", kind: "bool", default: true },
  { cli: "fallback-to-source", config: "fallbackToSource", kind: "bool", default: false },
  { cli: "public", config: "public", kind: "bool", default: false },
  { cli: "sea", config: "sea", kind: "bool", default: false },
  { cli: "compress", config: "compress", kind: "string", short: "C", default: "None" },
  { cli: "options", config: "options", api: "bakeOptions", kind: "list" },
  { cli: "public-packages", config: "publicPackages", kind: "list" },
  { cli: "no-dict", config: "noDictionary", kind: "list" },
];

/** Keys of the configuration that no option has. */
export const otherKeys: readonly string[] = [
  "scripts",
  "assets",
  "ignore",
  "patches",
  "deployFiles",
  "dictionary",
  "log",
  "targets",
  "outputPath",
  "seaConfig",
  "preBuild",
  "postBuild",
  "transform",
];

export type FlagValue = boolean | string | readonly string[];
export type FlagValues = Readonly<Record<string, FlagValue>>;
