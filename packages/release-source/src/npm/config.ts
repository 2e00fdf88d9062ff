import { readFile, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { redactUrl } from "@nodewright/artifact-store";
import { errorCode, messageOf, SourceError } from "../errors.js";
import { credentialsFor, type FindKey } from "./credentials.js";
import { parseNpmrc, replaceVariables } from "./npmrc.js";

/** What npm's configuration says about reaching the registry. */
export interface NpmConfig {
  /** Ends in a slash. */
  readonly registry: string;
  /** A file of extra certificate authorities (`cafile`), an absolute path. */
  readonly cafile?: string;
  readonly proxy?: string;
  readonly httpsProxy?: string;
  readonly noProxy?: string;
  /** Headers for a URL: the credentials that are configured for its host and path, none for any other. */
  headersFor(url: string): Readonly<Record<string, string>>;
}

export interface NpmConfigOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where the command runs; the project is the nearest folder up that has a package.json or node_modules. */
  readonly cwd: string;
  readonly home: string | undefined;
  /** npm's installation prefix, whose `etc/npmrc` is read last; commonly the folder above Node's own `bin`. */
  readonly prefix: string;
}

export const defaultRegistry = "https://registry.npmjs.org/";

/**
 * Reads the configuration as npm does: environment (`npm_config_*`), project, user, global file; the first that
 * names a key wins. Only the keys that matter for fetching are looked at.
 * @throws SourceError ERR_SOURCE_CONFIG when a file cannot be read or the registry is no URL
 */
export async function readNpmConfig(options: NpmConfigOptions): Promise<NpmConfig> {
  const layers = [fromEnvironment(options.env)];
  for (const file of await configFiles(options)) layers.push(await fromFile(file, options.env));
  const find: FindKey = (key) =>
    layers.map((layer) => layer.get(key)).find((value) => value !== undefined && !isUnset(value));
  const registry = toRegistryUrl(find("registry") ?? defaultRegistry);
  const cafile = find("cafile");
  const [proxy, httpsProxy, noProxy] = [find("proxy"), find("https-proxy"), find("noproxy")];
  return {
    registry,
    ...(cafile === undefined ? {} : { cafile: toPath(cafile, options) }),
    ...(proxy === undefined ? {} : { proxy }),
    ...(httpsProxy === undefined ? {} : { httpsProxy }),
    ...(noProxy === undefined ? {} : { noProxy }),
    headersFor: (url) => credentialsFor(url, registry, find),
  };
}

/** How npm writes that a setting is to have its default; `false` is the usual word for no proxy. */
function isUnset(value: string): boolean {
  return value === "" || value === "null" || value === "undefined" || value === "false";
}

async function configFiles(options: NpmConfigOptions): Promise<string[]> {
  const { env, home } = options;
  const named = fromEnvironment(env);
  const user = named.get("userconfig") ?? (home && join(home, ".npmrc"));
  const prefix = named.get("prefix") ?? options.prefix;
  const global = named.get("globalconfig") ?? join(prefix, "etc", "npmrc");
  const project = join(await projectFolder(options.cwd), ".npmrc");
  return [project, ...(user ? [user] : []), global].map((file) => toPath(file, options));
}

async function projectFolder(cwd: string): Promise<string> {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const marks = [join(folder, "package.json"), join(folder, "node_modules")];
    const found = await Promise.all(marks.map((path) => stat(path).catch(() => undefined)));
    if (found.some((entry) => entry !== undefined)) return folder;
    if (folder === dirname(folder)) return cwd;
  }
}

function toPath(path: string, { cwd, home }: NpmConfigOptions): string {
  const isBelowHome = home !== undefined && /^~[/\\]/.test(path);
  return isBelowHome ? join(home, path.slice(2)) : resolve(cwd, path);
}

function fromEnvironment(env: NpmConfigOptions["env"]): Map<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of Object.entries(env)) {
    const key = /^npm_config_(.+)$/i.exec(name)?.[1];
    if (key === undefined || !value) continue;
    // A `//host/:_authToken` key is taken as it is; others are spelled with underscores.
    const plain = key.startsWith("//") ? key : key.toLowerCase().replace(/(?!^)_/g, "-");
    values.set(plain, replaceVariables(value.trim(), env));
  }
  return values;
}

async function fromFile(path: string, env: NpmConfigOptions["env"]): Promise<Map<string, string>> {
  try {
    return parseNpmrc(await readFile(path, "utf8"), env);
  } catch (error) {
    if (["ENOENT", "ENOTDIR", "EISDIR"].includes(errorCode(error) ?? "")) return new Map();
    throw new SourceError(
      "ERR_SOURCE_CONFIG",
      `npm's configuration ${path} cannot be read: ${messageOf(error)}`,
      {
        hint: "make it readable, or name another with npm_config_userconfig or npm_config_globalconfig",
        cause: error,
      },
    );
  }
}

function toRegistryUrl(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) {
    return text.endsWith("/") ? text : `${text}/`;
  }
  throw new SourceError(
    "ERR_SOURCE_CONFIG",
    `npm's registry ${JSON.stringify(redactUrl(text))} is not an http(s) URL`,
    { hint: "set it: npm config set registry https://…" },
  );
}
