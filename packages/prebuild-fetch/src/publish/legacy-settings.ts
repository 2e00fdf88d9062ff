import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { PrebuildError } from "../errors.js";

type Environment = Readonly<Record<string, string | undefined>>;
type Settings = Readonly<Record<string, unknown>>;

const PREFIX = /^node_pre_gyp_/i;

/** The words of node-pre-gyp 0.x for AWS' variables. */
const WORDS = {
  AWS_ACCESS_KEY_ID: "accessKeyId",
  AWS_SECRET_ACCESS_KEY: "secretAccessKey",
  AWS_SESSION_TOKEN: "sessionToken",
} as const;

/**
 * The environment with the credentials that node-pre-gyp 0.x was given: `node_pre_gyp_accessKeyId` and
 * `node_pre_gyp_secretAccessKey` go before AWS' variables, which were meant for any program; these go before the
 * files that 0.x read: `.node_pre_gyprc` in the addon's folder or above it, then in the home folder and the system's
 * places, as JSON or `name = value`.
 *
 * @throws PrebuildError ERR_PREBUILD_CONFIG for such a file that cannot be read
 */
export async function withLegacySettings(
  env: Environment,
  { root }: { readonly root: string },
): Promise<Environment> {
  const named = variablesOf(settingsOfEnvironment(env));
  if (isComplete(named)) return { ...env, AWS_SESSION_TOKEN: undefined, ...named };
  const own = { ...env, ...named };
  if (isComplete(own) || env.AWS_PROFILE) return own;
  const kept = variablesOf(await settingsOfFiles(env, root));
  return { ...kept, ...definedOnes(env), ...named };
}

/**
 * The `acl` that 0.x's users keep beside their credentials: `node_pre_gyp_acl`, or that of a file.
 * @throws PrebuildError ERR_PREBUILD_CONFIG for such a file that cannot be read
 */
export async function legacyAcl(
  env: Environment,
  { root }: { readonly root: string },
): Promise<string | undefined> {
  const settings = { ...(await settingsOfFiles(env, root)), ...settingsOfEnvironment(env) };
  return typeof settings.acl === "string" && settings.acl !== "" ? settings.acl : undefined;
}

async function settingsOfFiles(env: Environment, root: string): Promise<Settings> {
  const files = await Promise.all(placesOf(env, root).map(readSettings));
  return Object.assign({}, ...files.reverse());
}

function isComplete(env: Environment): boolean {
  return Boolean(env.AWS_ACCESS_KEY_ID && env.AWS_SECRET_ACCESS_KEY);
}

function variablesOf(settings: Settings): Record<string, string> {
  return Object.fromEntries(
    Object.entries(WORDS).flatMap(([name, word]) => {
      const value = settings[word];
      return typeof value === "string" && value !== "" ? [[name, value]] : [];
    }),
  );
}

function settingsOfEnvironment(env: Environment): Settings {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      PREFIX.test(name) ? [[name.replace(PREFIX, ""), value]] : [],
    ),
  );
}

function definedOnes(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ""));
}

/** The first one counts most. */
function placesOf(env: Environment, root: string): string[] {
  const folders = [resolve(root)];
  for (let folder = resolve(root); folder !== dirname(folder); ) {
    folder = dirname(folder);
    folders.push(folder);
  }
  const home = env.HOME || env.USERPROFILE;
  const named = env.node_pre_gyp_config;
  return [
    ...(named ? [resolve(root, named)] : []),
    ...folders.map((folder) => join(folder, ".node_pre_gyprc")),
    ...(home ? HOME_PLACES.map((place) => join(home, place)) : []),
    "/etc/node_pre_gyprc",
    "/etc/node_pre_gyp/config",
  ];
}

const HOME_PLACES = [
  ".node_pre_gyprc",
  ".node_pre_gyp/config",
  ".config/node_pre_gyp",
  ".config/node_pre_gyp/config",
];

const ABSENCES: ReadonlySet<unknown> = new Set(["ENOENT", "ENOTDIR", "EISDIR"]);

async function readSettings(path: string): Promise<Settings> {
  try {
    return parseSettings(await readFile(path, "utf8"));
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && ABSENCES.has(cause.code)) return {};
    // What JSON.parse says may quote the file, and it holds a secret.
    const why = cause instanceof SyntaxError ? "it is not JSON" : String(cause);
    throw new PrebuildError("ERR_PREBUILD_CONFIG", `Cannot read the settings ${path}: ${why}`, {
      hint: "correct it, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in its place",
    });
  }
}

function parseSettings(text: string): Settings {
  if (text.trimStart().startsWith("{")) return JSON.parse(text);
  const lines = text.split(/\r?\n/).map((line) => /^\s*(\w+)\s*=\s*(.*?)\s*$/.exec(line));
  return Object.fromEntries(lines.flatMap((match) => (match ? [[match[1], match[2]]] : [])));
}
