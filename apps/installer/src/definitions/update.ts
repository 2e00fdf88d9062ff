import { resolve } from "node:path";
import { createHttpClient } from "@nodewright/artifact-store";
import { describeError, type Io, renderError, UsageError } from "@nodewright/command-line";
import {
  directoryStore,
  pruneDefinitions,
  type ReleaseDigests,
  type UpdateResult,
  updateDefinitions,
} from "@nodewright/definitions";
import { createKeyring } from "@nodewright/gpg-verify";
import {
  createDirectoryTree,
  createDistTree,
  distUrl,
  nodejsDist,
  proveShasums,
  type ReleaseTree,
  type TrustOptions,
} from "@nodewright/release-source";
import { formatOf, lifecycleOf, lookupPath, pluginFolder, readInput } from "./places.js";

export interface UpdateFlags {
  readonly from?: string;
  readonly url?: string;
  readonly to?: string;
  readonly format: string;
  readonly only?: string;
  readonly family?: string;
  readonly schedule?: string;
  readonly keyring?: string;
  readonly unsafeSkipSignature?: boolean;
  readonly force?: boolean;
  readonly prune?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** @returns The exit code: 1 when a release could not be written. */
export async function update(flags: UpdateFlags, io: Io): Promise<number> {
  const client = createHttpClient({ env: io.env });
  try {
    const tree = openTree(flags, io, client);
    const destination = flags.to === undefined ? pluginFolder(io.env) : resolve(io.cwd, flags.to);
    const directories = await lookupPath(io);
    const trust = await trustOf(flags, io);
    const results = await updateDefinitions({
      rows: (await tree.loadIndex()).rows,
      readDigests: (version) => readDigests(tree, version, trust),
      store: directoryStore(destination, directories),
      distUrl: addressOf(flags),
      lifecycle: await lifecycleOf(flags.schedule, io),
      format: formatOf(flags.format),
      force: flags.force ?? false,
      dryRun: flags.dryRun ?? false,
      signal: io.signal,
      ...(flags.family !== undefined && { family: flags.family }),
      ...(flags.only !== undefined && { only: patternOf(flags.only) }),
    });
    for (const result of results) render(result, flags, io);
    if (flags.prune) await prune(destination, directories, flags, io);
    return results.some(({ outcome }) => outcome === "failed") ? 1 : 0;
  } finally {
    await client.close();
  }
}

function isUrl(place: string): boolean {
  return /^https?:/.test(place);
}

function openTree({ from }: UpdateFlags, io: Io, client: ReturnType<typeof createHttpClient>): ReleaseTree {
  const place = from ?? distUrl(io.env);
  if (!isUrl(place)) return createDirectoryTree({ path: resolve(io.cwd, place) });
  return createDistTree({ url: place, client, signal: io.signal });
}

/** A mirror's definitions name nodejs.org: node-build replaces that by the mirror of the day. */
function addressOf({ from, url }: UpdateFlags): string {
  return url ?? (from !== undefined && isUrl(from) ? from : nodejsDist);
}

function patternOf(text: string): RegExp {
  try {
    return new RegExp(text);
  } catch (cause) {
    throw new UsageError(`--only ${text} is no regular expression`, { cause });
  }
}

async function trustOf({ keyring, unsafeSkipSignature }: UpdateFlags, io: Io): Promise<TrustOptions> {
  const keys = keyring === undefined ? undefined : createKeyring(await readInput("--keyring", keyring, io));
  return { keyring: keys, unsafeSkipSignature };
}

async function readDigests(tree: ReleaseTree, version: string, trust: TrustOptions): Promise<ReleaseDigests> {
  const location = tree.locate(version);
  const proven = await proveShasums({ location, version, read: (name) => tree.read(version, name) }, trust);
  const digests = proven.fileNames.map((name) => [name, proven.evidenceOf(name)?.sha256] as const);
  return new Map(digests.flatMap(([name, digest]) => (digest === undefined ? [] : [[name, digest]])));
}

function render({ name, fileName, outcome, text, error }: UpdateResult, flags: UpdateFlags, io: Io): void {
  if (flags.json) {
    const failure = outcome === "failed" ? { error: describeError(error) } : {};
    io.stdout.write(`${JSON.stringify({ name, fileName, outcome, ...failure })}\n`);
  } else if (outcome === "written") {
    io.stdout.write(`${fileName} written\n`);
  } else if (outcome === "would-write") {
    io.stdout.write(`------- ${fileName} would be written\n${text}`);
  } else if (outcome === "failed") {
    io.stderr.write(`${name} skipped\n`);
    renderError(error, io.stderr, io.env);
  }
}

async function prune(
  directory: string,
  others: readonly string[],
  flags: UpdateFlags,
  io: Io,
): Promise<void> {
  for (const path of await pruneDefinitions({ directory, others, dryRun: flags.dryRun ?? false })) {
    if (flags.json)
      io.stdout.write(`${JSON.stringify({ path, outcome: flags.dryRun ? "would-remove" : "removed" })}\n`);
    else io.stdout.write(`${path} ${flags.dryRun ? "would be removed" : "removed"}\n`);
  }
}
