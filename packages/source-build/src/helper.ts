import { readFile, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { buildPackageStep } from "./build-package.js";
import { type BuildContext, type Environment, type TextSink, variablePrefix } from "./context.js";
import { SourceBuildError } from "./errors.js";
import { fetchArchive, splitLocation } from "./fetch/fetch-archive.js";
import { fetchGit } from "./fetch/fetch-git.js";
import { mirrorUrl } from "./fetch/mirror.js";
import { createHostProbe } from "./host-probe.js";
import { chooseBackend } from "./http/choose-backend.js";
import { applyPatch } from "./patch.js";
import { log } from "./run-command.js";
import { verifyChecksum } from "./verify-checksum.js";

/** What the helper takes of the process it runs in. */
export interface HelperProcess {
  readonly env: Environment;
  readonly stdout: TextSink;
  readonly stderr: TextSink;
  cwd(): string;
}

/** Descriptor of the log, as `scripts/definition.bash` has it. */
const LOG_FD = 4;

interface Call {
  readonly context: BuildContext;
  readonly cwd: string;
  readonly args: readonly string[];
}

/** Answers whether it went well. */
type Command = (call: Call) => Promise<boolean>;

const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ["platform", printPlatform],
  ["cpu-cores", printCores],
  ["fetch-archive", fetchArchiveFor],
  ["fetch-git", fetchGitFor],
  ["http", fetchUrl],
  ["mirror", printMirror],
  ["verify", verify],
  ["patch", patch],
  ["step", runStep],
]);

/**
 * Does the work of one function of `scripts/definition.bash`, in whose directory and environment it runs.
 *
 * @param argv The lists of package_option with their lengths, the command, its arguments.
 * @returns The exit code.
 */
export async function runHelper(argv: readonly string[], host: HelperProcess): Promise<number> {
  const listsLength = Number(host.env.NODEWRIGHT_BUILD_LISTS ?? 0);
  const [name = "", ...args] = argv.slice(listsLength);
  const command = COMMANDS.get(name);
  if (!command) throw new TypeError(`the helper has no command "${name}"`);
  const context = contextOf(host, readLists(argv.slice(0, listsLength), args[0] ?? ""));
  try {
    return (await command({ context, cwd: host.cwd(), args })) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof SourceBuildError && error.code === "ERR_BUILD_TOOL")) {
      log(context, `${error instanceof Error ? error.message : String(error)}\n`);
    }
    return 1;
  }
}

/** `2 a b 0 1 c` are the lists of configure, make and make install. */
function readLists(words: readonly string[], packageName: string): Map<string, readonly string[]> {
  const lists = new Map<string, readonly string[]>();
  let at = 0;
  for (const kind of ["CONFIGURE", "MAKE", "MAKE_INSTALL"]) {
    const length = Number(words[at] ?? 0);
    lists.set(`${variablePrefix(packageName)}_${kind}`, words.slice(at + 1, at + 1 + length));
    at += 1 + length;
  }
  return lists;
}

function contextOf(
  { env, stdout, stderr }: HelperProcess,
  argumentLists: Map<string, readonly string[]>,
): BuildContext {
  const flags = {
    keep: Boolean(env.KEEP_BUILD_PATH),
    patch: Boolean(env.HAS_PATCH),
    ipv4: Boolean(env.IPV4),
    ipv6: Boolean(env.IPV6),
  };
  const probe = createHostProbe(env);
  return {
    env: { ...env },
    prefix: env.PREFIX_PATH ?? "",
    buildPath: env.BUILD_PATH ?? "",
    cacheDirectory: env.NODE_BUILD_CACHE_PATH || undefined,
    temporary: env.TMP || "/tmp",
    logFd: LOG_FD,
    stdout,
    stderr,
    flags,
    argumentLists,
    host: probe,
    http: chooseBackend(env, flags, probe),
  };
}

async function printPlatform({ context }: Call): Promise<boolean> {
  const { arch, os, distro } = await context.host.platform();
  context.stdout.write(`${arch}:${os}:${distro}\n`);
  return true;
}

async function printCores({ context }: Call): Promise<boolean> {
  context.stdout.write(`${await context.host.cpuCores()}\n`);
  return true;
}

async function fetchArchiveFor({ context, args: [packageName = "", location = ""] }: Call): Promise<boolean> {
  await fetchArchive(context, { packageName, ...splitLocation(location) });
  return true;
}

async function fetchGitFor({
  context,
  args: [packageName = "", url = "", ref = ""],
}: Call): Promise<boolean> {
  await fetchGit(context, { packageName, url, ref });
  return true;
}

/** `http get URL [FILE]`, `http head URL`: without a file, what is got is printed. */
async function fetchUrl({ context, cwd, args: [method, url = "", file] }: Call): Promise<boolean> {
  if (url === "") return false;
  if (method === "head") return await context.http.head(context, url);
  const path = file ? join(cwd, file) : join(context.temporary, `node-build-http.${process.pid}`);
  const isThere = await context.http.get(context, url, { cwd: dirname(path), file: basename(path) });
  if (!file && isThere) context.stdout.write(await readFile(path, "utf8"));
  if (!file) await rm(path, { force: true });
  return isThere;
}

async function printMirror({ context, args: [url = ""] }: Call): Promise<boolean> {
  const mirror = mirrorUrl(context.env, url);
  if (mirror !== undefined) context.stdout.write(`${mirror}\n`);
  return true;
}

async function verify({ context, cwd, args: [file = "", digest = ""] }: Call): Promise<boolean> {
  return await verifyChecksum(context, { cwd, file, digest: digest || undefined });
}

async function patch({ context, cwd, args: [packageName = ""] }: Call): Promise<boolean> {
  await applyPatch(context, packageName, cwd);
  return true;
}

async function runStep({ context, cwd, args: [packageName = "", step = ""] }: Call): Promise<boolean> {
  await buildPackageStep(context, { packageName, directory: cwd }, step);
  return true;
}
