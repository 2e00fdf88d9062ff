import { AbiError, quote } from "./errors.js";
import type { RuntimeTable } from "./find-abi.js";
import { parseRuntime, type RuntimeName } from "./runtimes.js";
import { indexAt, type Step } from "./steps.js";
import { compareVersions, formatVersion, readVersion, type Version } from "./version.js";

/** A row of a release index: index.json's and index.tab's of Node.js fit as they are. */
export interface AbiRow {
  readonly version: string;
  /** What the release states as its NODE_MODULE_VERSION. `null`, `""` and index.tab's `-` state nothing. */
  readonly modules?: string | number | null | undefined;
  /** `node` when absent. */
  readonly runtime?: string | undefined;
  /** yyyy-mm-dd. */
  readonly date?: string | undefined;
}

interface Stated {
  readonly version: Version;
  readonly abi: string;
}

export type StatedRows = ReadonlyMap<RuntimeName, readonly Stated[]>;

/** The rows that state an ABI, by runtime, in order. Of two rows for one version the first counts. */
export function readRows(rows: Iterable<AbiRow>): StatedRows {
  const byRuntime = new Map<RuntimeName, Map<string, Stated>>();
  for (const row of rows) {
    const stated = readRow(row);
    if (stated === undefined) continue;
    const runtime = parseRuntime(row.runtime ?? "node");
    const ofRuntime = byRuntime.get(runtime) ?? new Map<string, Stated>();
    byRuntime.set(runtime, ofRuntime);
    const name = formatVersion(stated.version);
    if (!ofRuntime.has(name)) ofRuntime.set(name, stated);
  }
  return new Map(
    [...byRuntime].map(([runtime, stated]) => [
      runtime,
      [...stated.values()].sort((a, b) => compareVersions(a.version, b.version)),
    ]),
  );
}

function readRow(row: AbiRow): Stated | undefined {
  const version = readVersion(row?.version);
  if (version === undefined) {
    throw new AbiError(
      "ERR_ABI_INVALID_ROW",
      `Cannot read an index row: ${quote(row?.version)} is not a version`,
    );
  }
  const { modules } = row;
  if (modules === undefined || modules === null || modules === "" || modules === "-") return undefined;
  if (/^(?:0x[0-9A-Fa-f]{1,8}|\d{1,9})$/.test(String(modules))) return { version, abi: String(modules) };
  throw new AbiError(
    "ERR_ABI_INVALID_ROW",
    `Cannot read the index row of ${row.version}: modules ${quote(modules)} is no ABI number`,
  );
}

/** The table with the rows above it. */
export function mergeRows(table: RuntimeTable, rows: readonly Stated[]): RuntimeTable {
  const steps = [...table.abi];
  for (const row of rows) if (row.version.pre === "") mergeRelease(steps, row);
  const prereleases = rows.filter(({ version }) => version.pre !== "");
  return {
    ...table,
    abi: steps,
    stated: new Map(prereleases.map(({ version, abi }) => [formatVersion(version), abi])),
  };
}

/** Adds a step where a release states what the steps below it do not say already. */
function mergeRelease(steps: Step[], { version, abi }: Stated): void {
  const index = indexAt(steps, version);
  const below = steps[index];
  const isSaid = below?.from.major === version.major && below.value === abi && !below.isReserved;
  if (isSaid) return;
  const step: Step = { from: version, value: abi, isReserved: false, isFromIndex: true };
  const isSameVersion = below !== undefined && compareVersions(below.from, version) === 0;
  steps.splice(isSameVersion ? index : index + 1, isSameVersion ? 1 : 0, step);
}
