import type { ReleaseRow } from "@nodewright/release-index";
import { exportNodeBuildDefinition } from "./export-node-build.js";
import { generateDefinition, type ReleaseDigests } from "./generate.js";
import type { Lifecycle } from "./notices.js";
import { formatDefinition } from "./parse-definition.js";
import type { InstallDefinition } from "./types.js";

/** Where definitions are written to and looked up; paths never leave the caller's hands. */
export interface DefinitionStore {
  /** Whether a definition of this name exists anywhere on the lookup path. */
  has(name: string): Promise<boolean>;
  write(fileName: string, text: string): Promise<void>;
}

export interface UpdateOptions {
  readonly rows: readonly Pick<ReleaseRow, "version">[];
  /** The digests of one release, checked by the caller as far as its source can vouch for them. */
  readDigests(version: string): Promise<ReleaseDigests>;
  readonly store: DefinitionStore;
  /** The directory that holds one directory a version. */
  readonly distUrl: string;
  readonly lifecycle?: Lifecycle;
  readonly family?: string;
  /** `node-build` writes files that node-build reads; the others are for Nodewright alone. */
  readonly format?: "node-build" | "json" | "yaml";
  /** Only names that match. */
  readonly only?: RegExp;
  /** Write those that exist already too. */
  readonly force?: boolean;
  readonly dryRun?: boolean;
  /** How many releases are read at a time; 8 by default. */
  readonly concurrency?: number;
  readonly signal?: AbortSignal;
}

/** What became of one release. */
export interface UpdateResult {
  readonly name: string;
  readonly fileName: string;
  readonly outcome: "written" | "would-write" | "exists" | "failed";
  /** What was, or would have been, written. */
  readonly text?: string;
  /** Why it failed. */
  readonly error?: unknown;
}

/**
 * Writes the definitions of the releases in an index that have none yet. One release that cannot be read
 * does not stop the others: its result says why.
 */
export async function updateDefinitions(options: UpdateOptions): Promise<readonly UpdateResult[]> {
  const { rows, only, family, concurrency = 8, signal } = options;
  const wanted = rows
    .map(({ version }) => ({ version, name: nameOf(version, family) }))
    .filter(({ name }) => only?.test(name) ?? true);
  const results = new Map<string, UpdateResult>();
  const queue = wanted.values();
  const worker = async (): Promise<void> => {
    for (const { version, name } of queue) {
      signal?.throwIfAborted();
      results.set(name, await updateOne(version, name, options));
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return wanted.flatMap(({ name }) => results.get(name) ?? []);
}

function nameOf(version: string, family: string | undefined): string {
  const plain = version.replace(/^v/, "");
  return family === undefined ? plain : `${family}-${plain}`;
}

async function updateOne(version: string, name: string, options: UpdateOptions): Promise<UpdateResult> {
  const { store, format = "node-build" } = options;
  const fileName = format === "node-build" ? name : `${name}.${format}`;
  if (!options.force && (await store.has(name))) return { name, fileName, outcome: "exists" };
  try {
    const { lifecycle, family, distUrl } = options;
    const digests = await options.readDigests(version);
    const definition = generateDefinition({
      version,
      digests,
      distUrl,
      ...(lifecycle && { lifecycle }),
      ...(family !== undefined && { family }),
    });
    const text = textOf(definition, format);
    if (options.dryRun) return { name, fileName, outcome: "would-write", text };
    await store.write(fileName, text);
    return { name, fileName, outcome: "written", text };
  } catch (error) {
    return { name, fileName, outcome: "failed", error };
  }
}

function textOf(definition: InstallDefinition, format: "node-build" | "json" | "yaml"): string {
  return format === "node-build"
    ? exportNodeBuildDefinition(definition)
    : formatDefinition(definition, format);
}
