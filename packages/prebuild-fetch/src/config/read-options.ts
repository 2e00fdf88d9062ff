import { PrebuildError } from "../errors.js";
import type { AddonOptions, IntegrityDemand } from "./types.js";

type Environment = Readonly<Record<string, string | undefined>>;

/** Options as a command line spells them, with dashes or underscores: texts, or flags. */
export type RawOptions = Readonly<Record<string, unknown>>;

/** Options of an addon's commands, read. */
export interface CommandOptions extends AddonOptions {
  readonly buildFromSource: boolean;
  readonly fallbackToBuild: boolean;
  readonly updateBinary: boolean;
  readonly requireIntegrity: IntegrityDemand;
  /** A file with a private key that signs manifests. */
  readonly signingKey: string | undefined;
  readonly s3Host: string | undefined;
  /** Serves http and https. */
  readonly proxy: string | undefined;
  readonly httpsProxy: string | undefined;
  readonly noProxy: string | undefined;
  readonly caFile: string | undefined;
  /** PEM texts. */
  readonly ca: readonly string[];
  readonly strictSsl: boolean;
}

const ENVIRONMENT_PREFIX = /^npm_config_/i;

/** npm's variables as options, spelled with underscores. */
export function environmentOptions(env: Environment): Record<string, string> {
  const options: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined || !ENVIRONMENT_PREFIX.test(name)) continue;
    options[name.replace(ENVIRONMENT_PREFIX, "").replaceAll("-", "_")] = value;
  }
  return options;
}

/**
 * Reads options from the command line and, where that is silent, from the `npm_config_*` variables. One exception:
 * `npm install --fallback-to-build=false` is the wish of who installs, and reaches a script that says
 * `--fallback-to-build` by the environment alone.
 *
 * @throws PrebuildError ERR_PREBUILD_CONFIG for a demand of integrity that is none
 */
export function readOptions(commandLine: RawOptions, env: Environment, packageName: string): CommandOptions {
  const environment = environmentOptions(env);
  const raw = (name: string): unknown => fromCommandLine(commandLine, name) ?? environment[name];
  const text = (name: string): string | undefined => textOf(raw(name));
  const flag = (name: string): boolean => isOn(raw(name), packageName);
  return {
    runtime: text("runtime"),
    target: text("target"),
    targetArch: text("target_arch"),
    targetPlatform: text("target_platform"),
    targetLibc: text("target_libc"),
    toolset: text("toolset"),
    debug: raw("debug") === undefined ? undefined : isTrue(raw("debug")),
    acl: text("acl"),
    buildLatestNapiVersionOnly: isTrue(raw("build_latest_napi_version_only")),
    buildFromSource: flag("build_from_source"),
    fallbackToBuild: flag("fallback_to_build") && !isFallbackRefused(env, environment),
    updateBinary: isTrue(raw("update_binary")),
    requireIntegrity: integrityDemandOf(raw("require_integrity")),
    keyring: text("keyring"),
    signingKey: text("signing_key"),
    s3Host: text("s3_host"),
    proxy: text("proxy"),
    httpsProxy: text("https_proxy"),
    noProxy: text("noproxy") ?? text("no_proxy"),
    caFile: text("cafile"),
    ca: certificates(raw("ca")),
    strictSsl: !isFalse(raw("strict_ssl")),
  };
}

function fromCommandLine(options: RawOptions, name: string): unknown {
  return options[name.replaceAll("_", "-")] ?? options[name];
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

const isTrue = (value: unknown): boolean => value === true || value === "true";

/** npm writes false as an empty text. */
const isFalse = (value: unknown): boolean => value === false || value === "false" || value === "";

/** A mistyped demand is no weaker one. */
function integrityDemandOf(value: unknown): IntegrityDemand {
  if (isTrue(value)) return true;
  if (value === undefined || isFalse(value)) return false;
  if (value === "signed") return value;
  throw new PrebuildError(
    "ERR_PREBUILD_CONFIG",
    `Cannot obey --require-integrity=${value}: it is no demand`,
    {
      hint: "use --require-integrity, or --require-integrity=signed",
    },
  );
}

/** A flag may name the one package that it is meant for. */
const isOn = (value: unknown, packageName: string): boolean => isTrue(value) || value === packageName;

function isFallbackRefused(env: Environment, environment: Readonly<Record<string, string>>): boolean {
  if (isFalse(environment.fallback_to_build)) return true;
  const words = cookedWords(env.npm_config_argv);
  return words[words.indexOf("--fallback-to-build") + 1] === "false" && words.includes("--fallback-to-build");
}

/** What npm 6 and older were called with. */
function cookedWords(json: string | undefined): readonly unknown[] {
  if (!json) return [];
  try {
    const { cooked }: { readonly cooked?: unknown } = JSON.parse(json);
    return Array.isArray(cooked) ? cooked : [];
  } catch {
    return [];
  }
}

/** npm's `ca` is one PEM text or several, and its .npmrc writes line ends as `\n`. */
function certificates(value: unknown): readonly string[] {
  const texts: readonly unknown[] = Array.isArray(value) ? value : [value];
  return texts
    .filter((text) => typeof text === "string")
    .flatMap((text) => text.split(/(?<=-----END CERTIFICATE-----)/))
    .map((text) => text.replaceAll("\\n", "\n").trim())
    .filter((text) => text !== "");
}
