import { type ParseArgsConfig, parseArgs } from "node:util";
import { type FlagValue, type FlagValues, flagSpecs } from "./flags.js";
import type { PkgExecOptions } from "./options.js";
import { ReportedError } from "./reported-error.js";

/** What was asked for, from the command line or through `exec()`. */
export interface PkgInput {
  readonly help?: boolean | undefined;
  readonly version?: boolean | undefined;
  readonly build?: boolean | undefined;
  readonly entry?: string | undefined;
  readonly config?: string | undefined;
  readonly output?: string | undefined;
  readonly outputPath?: string | undefined;
  /** With commas between. */
  readonly targets?: string | undefined;
  /** By their names on the command line. */
  readonly flags: FlagValues;
  /** Hooks, which take precedence over those of the configuration. */
  readonly hooks: Pick<PkgExecOptions, "preBuild" | "postBuild" | "transform">;
}

const negatable = ["build", ...flagSpecs.filter(({ kind }) => kind === "bool").map(({ cli }) => cli)];

const table: NonNullable<ParseArgsConfig["options"]> = {
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "v" },
  build: { type: "boolean", short: "b" },
  config: { type: "string", short: "c" },
  output: { type: "string", short: "o" },
  outdir: { type: "string" },
  "out-dir": { type: "string" },
  "out-path": { type: "string" },
  target: { type: "string", short: "t" },
  targets: { type: "string" },
  ...Object.fromEntries(
    flagSpecs.map(({ cli, kind, short }) => [
      cli,
      { type: kind === "bool" ? ("boolean" as const) : ("string" as const), ...(short ? { short } : {}) },
    ]),
  ),
  ...Object.fromEntries(negatable.map((name) => [`no-${name}`, { type: "boolean" as const }])),
};

/** Reads a command line. @throws ReportedError */
export function parseArgv(argv: readonly string[]): PkgInput {
  const { values, positionals, tokens } = parseOrReport(argv);
  const asked: Record<string, string | boolean> = {};
  // The last one counts, whether it says yes or no.
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const name = token.name.replace(/^no-/, "");
    if (negatable.includes(name) && token.value === undefined) asked[name] = token.name === name;
    else asked[token.name] = token.value ?? true;
  }
  if (positionals.length > 1) throw new ReportedError("Not more than one entry file/directory is expected");
  if (values.target !== undefined && values.targets !== undefined) {
    throw new ReportedError("Specify either '--target' or '--targets'. Not both");
  }
  const text = (name: string): string | undefined => {
    const value = asked[name];
    return typeof value === "string" ? value : undefined;
  };
  const flags = flagSpecs.flatMap(({ cli }): [string, FlagValue][] => {
    const value = asked[cli];
    return value === undefined ? [] : [[cli, value]];
  });
  return {
    help: asked.help === true,
    version: asked.version === true,
    build: asked.build === true,
    entry: positionals[0],
    config: text("config"),
    output: text("output"),
    outputPath: text("out-path") ?? text("outdir") ?? text("out-dir"),
    targets: text("targets") ?? text("target"),
    flags: Object.fromEntries(flags),
    hooks: {},
  };
}

function parseOrReport(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: table, allowPositionals: true, strict: true, tokens: true });
  } catch (cause) {
    throw new ReportedError(cause instanceof Error ? cause.message : String(cause), [], cause);
  }
}

/** Reads the options of `exec()`. @throws ReportedError */
export function parseOptions(options: PkgExecOptions): PkgInput {
  if (typeof options !== "object" || options === null)
    throw new ReportedError("exec() options must be an object");
  const { input, config, output, outputPath, targets, build, preBuild, postBuild, transform } = options;
  if (typeof input !== "string" || input === "") {
    throw new ReportedError("exec() options.input is required and must be a string");
  }
  const flags = flagSpecs.flatMap(({ cli, config: key, api = key, kind }): [string, FlagValue][] => {
    const value: unknown = Reflect.get(options, api);
    return value === undefined ? [] : [[cli, checkFlag(`exec() option "${api}"`, value, kind)]];
  });
  checkHooks("exec() option", options);
  return {
    entry: input,
    config,
    output,
    outputPath,
    targets: targets === undefined || targets.length === 0 ? undefined : [targets].flat().join(","),
    build,
    flags: Object.fromEntries(flags),
    hooks: { preBuild, postBuild, transform },
  };
}

const kinds = { bool: "a boolean", string: "a string", list: "a string or string[]" } as const;

/** @throws ReportedError when a value is not of its kind */
export function checkFlag(label: string, value: unknown, kind: keyof typeof kinds): FlagValue {
  if (kind === "bool" && typeof value === "boolean") return value;
  if (kind !== "bool" && typeof value === "string") return value;
  if (kind === "list" && Array.isArray(value) && value.every((one) => typeof one === "string")) return value;
  throw new ReportedError(`${label} must be ${kinds[kind]}`);
}

/** @throws ReportedError when a hook is neither a command nor a function */
export function checkHooks(label: string, hooks: object): void {
  for (const key of ["preBuild", "postBuild"]) {
    const hook: unknown = Reflect.get(hooks, key);
    if (hook === undefined || typeof hook === "function") continue;
    if (typeof hook !== "string") {
      throw new ReportedError(`${label} "${key}" must be a shell command (string) or a function`);
    }
    if (hook.trim() === "") throw new ReportedError(`${label} "${key}" must not be an empty string`);
  }
  const transform: unknown = Reflect.get(hooks, "transform");
  if (transform !== undefined && typeof transform !== "function") {
    throw new ReportedError(`${label} "transform" must be a function`);
  }
}
