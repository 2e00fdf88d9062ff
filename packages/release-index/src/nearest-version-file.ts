import { readFile, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { ReleaseIndexError } from "./errors.js";
import { explainSpec } from "./explain-spec.js";
import { parseVersionFile, versionFileNames } from "./parse-version-file.js";
import { parseVoltaExtends } from "./version-files/package-json.js";
import { fileError, isRecord, type VersionRequest } from "./version-files/version-request.js";

export interface NearestOptions {
  /** Where the walk up begins; absolute. */
  readonly folder: string;
}

/** What decides the version for a folder. */
export interface NearestRequest {
  /** `file` is an absolute path. */
  readonly request: VersionRequest;
  /** A nearer `engines.node` that gave way to a version chosen further up in the project. */
  readonly requirement?: VersionRequest;
}

/**
 * The version that the nearest version file asks for, from a folder upwards.
 *
 * The nearest folder decides, and in it the first of {@link versionFileNames} that asks for a Node.js; of a
 * package.json `volta.node` (also where `volta.extends` leads to), then `devEngines.runtime`, then `engines.node`.
 * `engines.node` only says what a package runs on: a version chosen further up decides before it, as far as the
 * project goes (the nearest folder with `.git`, else the workspace's root).
 *
 * @returns undefined where no file asks for a version
 * @throws ReleaseIndexError `ERR_RELEASE_VERSION_FILE` when the file that decides cannot be read or its word means
 * nothing; the message names the file and the line or member.
 */
export async function findNearestRequest({ folder }: NearestOptions): Promise<NearestRequest | undefined> {
  const start = resolve(folder);
  for (const parent of ancestors(start)) {
    const request = await requestOf(parent);
    if (request === undefined) continue;
    if (request.dialect !== "engines") return { request };
    const chosen = await choiceAbove(parent);
    return chosen === undefined ? { request } : { request: chosen, requirement: request };
  }
  return undefined;
}

/** The folder itself and all above it. */
function* ancestors(folder: string): Generator<string> {
  yield folder;
  for (let at = folder; dirname(at) !== at; ) {
    at = dirname(at);
    yield at;
  }
}

/** A version, not a requirement, that is chosen above a folder in the same project. */
async function choiceAbove(folder: string): Promise<VersionRequest | undefined> {
  const root = await projectRoot(folder);
  if (root === undefined) return undefined;
  for (const parent of ancestors(folder)) {
    const request = await requestOf(parent);
    if (request !== undefined && request.dialect !== "engines") return request;
    if (parent === root) return undefined;
  }
  return undefined;
}

async function projectRoot(folder: string): Promise<string | undefined> {
  let workspace: string | undefined;
  for (const parent of ancestors(folder)) {
    if (await exists(join(parent, ".git"))) return parent;
    if (workspace === undefined && (await isWorkspaceRoot(parent))) workspace = parent;
  }
  return workspace;
}

async function isWorkspaceRoot(folder: string): Promise<boolean> {
  if (await exists(join(folder, "pnpm-workspace.yaml"))) return true;
  const text = await readIfThere(join(folder, "package.json"));
  try {
    const manifest: unknown = text === undefined ? undefined : JSON.parse(text);
    return isRecord(manifest) && manifest.workspaces !== undefined;
  } catch {
    // It asks for nothing that matters here: whoever needs it says what is wrong with it.
    return false;
  }
}

/** What the files of one folder ask for. */
async function requestOf(folder: string): Promise<VersionRequest | undefined> {
  for (const name of versionFileNames) {
    const file = join(folder, name);
    const text = await readIfThere(file);
    const requests = text === undefined ? [] : await requestsIn(file, text);
    if (requests.length > 0) return firstReadable(requests);
  }
  return undefined;
}

async function requestsIn(file: string, text: string): Promise<VersionRequest[]> {
  const requests = parseVersionFile(file, text).filter(({ dialect }) => dialect !== "pkg");
  const isPinned = requests.some(({ dialect }) => dialect === "volta");
  if (basename(file) !== "package.json" || isPinned) return requests;
  return [...(await extendedRequests(file, text, new Set([file]))), ...requests];
}

/** What `volta.extends` leads to: the first file on the way that has `volta.node`. */
async function extendedRequests(
  file: string,
  text: string,
  seen: ReadonlySet<string>,
): Promise<VersionRequest[]> {
  const extended = parseVoltaExtends(file, text);
  if (extended === undefined) return [];
  const next = resolve(dirname(file), extended);
  if (seen.has(next)) throw fileError(file, `volta.extends goes in a circle, by way of ${next}`);
  const nextText = await readIfThere(next);
  if (nextText === undefined) throw fileError(file, `volta.extends names ${next}, which is not there`);
  const own = parseVersionFile(join(dirname(next), "package.json"), nextText).filter(
    ({ dialect }) => dialect === "volta",
  );
  if (own.length > 0) return own.map((request) => ({ ...request, file: next }));
  return extendedRequests(next, nextText, new Set([...seen, next]));
}

/** Of several words (.tool-versions lists what to fall back on) the first that means a release. */
function firstReadable(requests: readonly VersionRequest[]): VersionRequest | undefined {
  const [first] = requests;
  // Only lists of one tool's words hold what to fall back on; volta is not passed over for engines.
  const among = requests.filter(({ dialect }) => dialect === first?.dialect);
  const found = among.find(({ spec, dialect }) => explainSpec(spec, dialect).refusal === undefined);
  if (found !== undefined || first === undefined) return found;
  const { refusal: cause } = explainSpec(first.spec, first.dialect);
  const { file, line, path } = first;
  const place = line === undefined ? path.join(".") : `line ${line}`;
  throw new ReleaseIndexError("ERR_RELEASE_VERSION_FILE", `${file}, ${place}: ${cause?.message}`, {
    hint: cause?.hint,
    cause,
  });
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    const code: unknown = cause instanceof Error ? Reflect.get(cause, "code") : undefined;
    if (code === "ENOENT" || code === "ENOTDIR" || code === "EISDIR") return undefined;
    throw fileError(file, typeof code === "string" ? code : String(cause), { cause });
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
