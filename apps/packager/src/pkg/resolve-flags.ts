import type { Compression } from "@nodewright/app-archive";
import { type FlagValue, type FlagValues, flagSpecs, otherKeys } from "./flags.js";
import type { PkgLog } from "./log.js";
import type { PkgConfig } from "./options.js";
import { checkFlag, checkHooks, type PkgInput } from "./parse-input.js";
import { ReportedError } from "./reported-error.js";

/** What is to be done, after the command line, the configuration and the defaults. */
export interface PkgFlags {
  readonly values: FlagValues;
  readonly compression: Compression;
  /** Options of Node.js, with their dashes. */
  readonly execArgv: readonly string[];
}

const compressions: Readonly<Record<string, Compression>> = {
  none: "none",
  brotli: "brotli",
  br: "brotli",
  gzip: "gzip",
  gz: "gzip",
  zstd: "zstd",
  zs: "zstd",
};

/** @throws ReportedError for a value that is not of its kind */
export function resolveFlags({ flags }: PkgInput, config: PkgConfig, log: PkgLog): PkgFlags {
  checkConfig(config, log);
  const values: Record<string, FlagValue> = {};
  for (const { cli, config: key, default: usual } of flagSpecs) {
    const value: FlagValue | undefined = flags[cli] ?? Reflect.get(config, key) ?? usual;
    if (value !== undefined) values[cli] = value;
  }
  const algorithm = String(values.compress);
  const compression = compressions[algorithm.toLowerCase()];
  if (compression === undefined) {
    const accepted = "None/none, Brotli/br, GZip/gz/gzip, or Zstd/zs/zstd";
    throw new ReportedError(`Invalid compression algorithm "${algorithm}" (accepted: ${accepted})`);
  }
  return { values, compression, execArgv: listOf(values.options).map((option) => `--${option}`) };
}

/** The members of a list, which may be a text with commas between. */
export function listOf(value: unknown): string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : String(value ?? "").split(",");
  return list.map((one) => String(one).trim()).filter((one) => one !== "");
}

function checkConfig(config: PkgConfig, log: PkgLog): void {
  if (typeof config !== "object" || config === null || Array.isArray(config)) {
    throw new ReportedError('pkg config: "pkg" must be an object');
  }
  const known = new Set([...otherKeys, ...flagSpecs.map((spec) => spec.config)]);
  for (const key of Object.keys(config)) {
    if (!known.has(key)) log.warn(`Unknown key "${key}" in pkg config — ignoring.`);
  }
  for (const { config: key, kind } of flagSpecs) {
    const value: unknown = Reflect.get(config, key);
    if (value !== undefined) checkFlag(`pkg config: "${key}"`, value, kind);
  }
  checkHooks("pkg config:", config);
}
