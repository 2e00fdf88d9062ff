import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { SourceError } from "../errors.js";

/** What npm's configuration says about reaching the registry. */
export interface NpmConfig {
  /** Ends in a slash. */
  readonly registry: string;
  /** A file of extra certificate authorities (`cafile`). */
  readonly cafile?: string;
  readonly proxy?: string;
  readonly httpsProxy?: string;
  readonly noProxy?: string;
  /** Headers for a URL: the credentials whose `//host/path` covers it, none for any other host. */
  headersFor(url: string): Readonly<Record<string, string>>;
}

export interface NpmConfigOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The project's folder; its `.npmrc` wins over the user's. */
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
  const layers: ReadonlyMap<string, string>[] = [fromEnvironment(options.env)];
  for (const file of configFiles(options)) layers.push(await fromFile(file, options.env));
  const find = (key: string): string | undefined => {
    for (const layer of layers) {
      const value = layer.get(key);
      if (value !== undefined && value !== "" && value !== "null") return value;
    }
    return undefined;
  };
  const cafile = find("cafile");
  const proxy = find("proxy");
  const httpsProxy = find("https-proxy");
  const noProxy = find("noproxy");
  return {
    registry: toRegistryUrl(find("registry") ?? defaultRegistry),
    ...(cafile === undefined ? {} : { cafile }),
    ...(proxy === undefined ? {} : { proxy }),
    ...(httpsProxy === undefined ? {} : { httpsProxy }),
    ...(noProxy === undefined ? {} : { noProxy }),
    headersFor: (url) => credentials(url, find),
  };
}

function configFiles({ env, cwd, home, prefix }: NpmConfigOptions): string[] {
  const user = env.npm_config_userconfig ?? env.NPM_CONFIG_USERCONFIG ?? (home && join(home, ".npmrc"));
  const global = env.npm_config_globalconfig ?? env.NPM_CONFIG_GLOBALCONFIG ?? join(prefix, "etc", "npmrc");
  return [join(cwd, ".npmrc"), ...(user ? [user] : []), global];
}

function fromEnvironment(env: NpmConfigOptions["env"]): Map<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of Object.entries(env)) {
    const key = /^npm_config_(?!_)(.+)$/i.exec(name)?.[1];
    if (key === undefined || value === undefined) continue;
    // A `//host/:_authToken` key is taken as it is; others are spelled with underscores.
    values.set(key.startsWith("//") ? key : key.toLowerCase().replaceAll("_", "-"), value);
  }
  return values;
}

async function fromFile(path: string, env: NpmConfigOptions["env"]): Promise<Map<string, string>> {
  try {
    return parseNpmrc(await readFile(path, "utf8"), env);
  } catch (error) {
    const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
    if (code === "ENOENT" || code === "ENOTDIR" || code === "EISDIR") return new Map();
    throw new SourceError(
      "ERR_SOURCE_CONFIG",
      `npm's configuration ${path} cannot be read: ${String(error)}`,
      {
        hint: `make ${dirname(path)} readable or set npm_config_registry`,
        cause: error,
      },
    );
  }
}

/** `key = value` lines with `;` and `#` comments, quotes, and `${NAME}` from the environment. */
export function parseNpmrc(text: string, env: NpmConfigOptions["env"]): Map<string, string> {
  const values = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const match = /^\s*([^;#\s[][^=]*?)\s*=\s*(.*?)\s*$/.exec(line);
    if (match?.[1] === undefined || match[2] === undefined) continue;
    const value = match[2].replace(/^(["'])(.*)\1$/, "$2");
    values.set(
      match[1],
      value.replace(
        /\$\{([^}]+)\}/g,
        (whole, name: string) => env[name.replace(/\?$/, "")] ?? (name.endsWith("?") ? "" : whole),
      ),
    );
  }
  return values;
}

function toRegistryUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new SourceError(
      "ERR_SOURCE_CONFIG",
      `npm's registry ${JSON.stringify(text)} is not an http(s) URL`,
      {
        hint: "set it: npm config set registry https://…",
      },
    );
  }
  return text.endsWith("/") ? text : `${text}/`;
}

/** The longest configured `//host[:port]/path/` that the URL lies under decides, as in npm-registry-fetch's rule. */
function credentials(
  url: string,
  find: (key: string) => string | undefined,
): Readonly<Record<string, string>> {
  const { host, pathname } = new URL(url);
  for (let path = pathname; ; path = path.slice(0, path.lastIndexOf("/", path.length - 2) + 1)) {
    for (const scope of new Set([`//${host}${path}`, `//${host}${path.replace(/\/$/, "")}`])) {
      const header = authorization(scope, find);
      if (header !== undefined) return { authorization: header };
    }
    if (path === "/" || path === "") return {};
  }
}

function authorization(scope: string, find: (key: string) => string | undefined): string | undefined {
  const token = find(`${scope}:_authToken`);
  if (token !== undefined) return `Bearer ${token}`;
  const basic = find(`${scope}:_auth`);
  if (basic !== undefined) return `Basic ${basic}`;
  const user = find(`${scope}:username`);
  const password = find(`${scope}:_password`);
  if (user === undefined || password === undefined) return undefined;
  return `Basic ${Buffer.from(`${user}:${Buffer.from(password, "base64").toString("utf8")}`).toString("base64")}`;
}
