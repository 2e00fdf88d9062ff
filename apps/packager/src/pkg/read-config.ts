import { existsSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { PkgLog } from "./log.js";
import type { PkgConfig } from "./options.js";
import type { PkgInput } from "./parse-input.js";
import { ReportedError } from "./reported-error.js";

/** A package.json, or a file laid out like one. */
interface Manifest {
  readonly name?: string;
  readonly bin?: string | Readonly<Record<string, string>>;
  readonly files?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly pkg?: PkgConfig;
}

/** The app, and what is said of it. */
export interface PkgProject {
  /** The script that starts. */
  readonly entry: string;
  /** Where the paths of the configuration begin. */
  readonly folder: string;
  /** The package.json that was named, or that of the configuration file. */
  readonly manifest: Manifest | undefined;
  readonly isManifestInput: boolean;
  /** Belongs into the executable, though no code asks for it. */
  readonly manifestFile: string | undefined;
}

/** Looked for beside the input, in this order. */
const configNames = [".pkgrc", ".pkgrc.json", "pkg.config.js", "pkg.config.cjs", "pkg.config.mjs"];

/** Finds the script, and the configuration that goes with it. @throws ReportedError */
export async function readProject(input: PkgInput, log: PkgLog, cwd: string): Promise<PkgProject> {
  if (input.entry === undefined) {
    throw new ReportedError("Entry file/directory is expected", ["Pass --help to see usage information"]);
  }
  const path = await inputFile(resolve(cwd, input.entry));
  const own = isManifest(path) ? await readJson(path) : undefined;
  const entry = own === undefined ? path : binOf(own, path);
  if (own !== undefined && input.config !== undefined) {
    throw new ReportedError("Specify either 'package.json' or config. Not both");
  }
  const file = configFile(input.config, dirname(path), { log, cwd });
  if (file === undefined) {
    return {
      entry,
      folder: dirname(path),
      manifest: own,
      isManifestInput: own !== undefined,
      manifestFile: own && path,
    };
  }
  if (input.config === undefined && own?.pkg !== undefined) {
    log.warn(
      `Both ${basename(file)} and "pkg" field in package.json were found. ` +
        `The ${basename(file)} file takes precedence.`,
    );
  }
  const manifest = await readConfigFile(file);
  return {
    entry,
    folder: dirname(file),
    manifest: { ...own, ...manifest },
    isManifestInput: own !== undefined,
    manifestFile: own && path,
  };
}

async function inputFile(path: string): Promise<string> {
  const isFolder = existsSync(path) && (await stat(path)).isDirectory();
  const file = isFolder ? join(path, "package.json") : path;
  if (existsSync(file)) return file;
  throw new ReportedError("Input file does not exist", [file]);
}

function isManifest(path: string): boolean {
  return basename(path) === "package.json" || path.endsWith(".config.json");
}

function binOf({ bin, name }: Manifest, file: string): string {
  const own = name?.split("/").at(-1) ?? "";
  const start = typeof bin === "object" ? (bin[own] ?? Object.values(bin)[0]) : bin;
  if (!start) throw new ReportedError("Property 'bin' does not exist in", [file]);
  const path = resolve(dirname(file), start);
  if (existsSync(path)) return path;
  throw new ReportedError("Bin file does not exist (taken from package.json 'bin' property)", [path]);
}

function configFile(
  named: string | undefined,
  folder: string,
  { log, cwd }: { readonly log: PkgLog; readonly cwd: string },
): string | undefined {
  if (named !== undefined) {
    const path = resolve(cwd, named);
    if (existsSync(path)) return path;
    throw new ReportedError("Config file does not exist", [path]);
  }
  const found = configNames.map((name) => join(folder, name)).find((path) => existsSync(path));
  if (found !== undefined) log.info(`Using config ${relative(cwd, found)}`);
  return found;
}

/** A file of keys of `pkg` alone is as good as one that has them below `pkg`. */
async function readConfigFile(file: string): Promise<Manifest> {
  const value = await loadConfig(file);
  const isLikeManifest = ["name", "files", "dependencies", "pkg"].some((key) => Reflect.get(value, key));
  return isLikeManifest ? value : { pkg: value };
}

async function loadConfig(file: string): Promise<object> {
  if (basename(file) === ".pkgrc" || file.endsWith(".json")) return readJson(file);
  const module: Readonly<Record<string, unknown>> = await import(pathToFileURL(file).href);
  return Object(module.default ?? module);
}

async function readJson(file: string): Promise<Manifest> {
  const value: unknown = JSON.parse(await readFile(file, "utf8"));
  return Object(value);
}
