import { type AbiSource, describeFinding, sourceOf } from "./describe-finding.js";
import { AbiError } from "./errors.js";
import { findAbi, type RuntimeTable } from "./find-abi.js";
import { type AbiRow, mergeRows, readRows } from "./merge-rows.js";
import { findNapi } from "./napi.js";
import { parseRuntime, type RuntimeName } from "./runtimes.js";
import { dataDate, dataVersion, snapshotOf } from "./snapshot.js";
import { type AbiTarget, findTargets, listRuns } from "./targets-of.js";
import { formatVersion, parseVersion } from "./version.js";

export interface AbiQuery {
  /** A full version, with or without `v`. */
  readonly version: string;
  /** `node` when absent; `nw` and `nw.js` name `node-webkit`. */
  readonly runtime?: string | undefined;
}

export interface AbiAnswer {
  readonly runtime: RuntimeName;
  /** The version asked for, without `v` and build. */
  readonly version: string;
  /** The NODE_MODULE_VERSION as an index writes it: `"137"`, `"0x000C"`; null when it is not known. */
  readonly abi: string | null;
  readonly source: AbiSource;
  /** Why, in one sentence. */
  readonly reason: string;
  /** The highest Node-API level the version is known to have, 0 for none; null when it is not known. */
  readonly napi: number | null;
}

/** Answers from index rows above the bundled snapshot. */
export interface AbiTable {
  /** The version of the snapshot below the rows. */
  readonly dataVersion: string;
  /** The day of the snapshot or of the newest row, yyyy-mm-dd. */
  readonly dataDate: string;
  /** Throws ERR_ABI_INVALID_VERSION, ERR_ABI_UNKNOWN_RUNTIME; an unknown ABI is null with a reason. */
  resolveAbi(query: AbiQuery): AbiAnswer;
  /** The ABI; throws ERR_ABI_UNKNOWN where `resolveAbi` answers null. */
  getAbi(version: string, runtime?: string): string;
  /** Every run of versions with the ABI, oldest first; empty when there is none. */
  targetsOf(abi: string, runtime?: string): readonly AbiTarget[];
  /** Every run of versions with a known ABI, oldest first. */
  abiTargets(runtime?: string): readonly AbiTarget[];
  /** The Node-API levels of the version, ascending; undefined when they are not known. */
  napiVersions(version: string, runtime?: string): readonly number[] | undefined;
}

/**
 * A table that knows what the rows state: exact for each row's version, and for the releases of the lines they open.
 * Rows come from an index of the release or any other channel; where they are silent, the bundled snapshot answers.
 * Throws ERR_ABI_INVALID_ROW.
 */
export function createAbiTable(rows: Iterable<AbiRow> = []): AbiTable {
  const list = [...rows];
  const stated = readRows(list);
  const tables = new Map<RuntimeName, RuntimeTable>();
  const tableOf = (runtime: RuntimeName) => {
    const known = tables.get(runtime);
    if (known !== undefined) return known;
    const table = mergeRows(snapshotOf(runtime), stated.get(runtime) ?? []);
    tables.set(runtime, table);
    return table;
  };
  const days = list.map(({ date }) => date ?? "").filter((date) => /^\d{4}-\d\d-\d\d$/.test(date));

  return Object.freeze({
    dataVersion,
    dataDate: [dataDate, ...days].sort().at(-1) ?? dataDate,
    resolveAbi: (query: AbiQuery) => resolveIn(tableOf, query),
    getAbi: (version: string, runtime = "node") => getIn(tableOf, version, runtime),
    targetsOf: (abi: string, runtime = "node") => findTargets(tableOf(parseRuntime(runtime)), abi),
    abiTargets: (runtime = "node") => listRuns(tableOf(parseRuntime(runtime))),
    napiVersions: (version: string, runtime = "node") => napiIn(tableOf, version, runtime),
  });
}

type TableOf = (runtime: RuntimeName) => RuntimeTable;

function resolveIn(tableOf: TableOf, query: AbiQuery): AbiAnswer {
  const runtime = parseRuntime(query.runtime ?? "node");
  const version = parseVersion(query.version);
  const finding = findAbi(tableOf(runtime), version);
  return Object.freeze({
    runtime,
    version: formatVersion(version),
    abi: finding.abi,
    source: sourceOf(finding),
    reason: describeFinding(finding, runtime, version),
    napi: findNapi(tableOf(runtime), version) ?? null,
  });
}

function getIn(tableOf: TableOf, text: string, word: string): string {
  const runtime = parseRuntime(word);
  const version = parseVersion(text);
  const finding = findAbi(tableOf(runtime), version);
  if (finding.abi !== null) return finding.abi;
  throw new AbiError(
    "ERR_ABI_UNKNOWN",
    `Could not detect abi for version ${formatVersion(version)} and runtime ${runtime}: ${describeFinding(finding, runtime, version)}`,
    { hint: "Give createAbiTable the rows of an index that lists this version." },
  );
}

function napiIn(tableOf: TableOf, text: string, word: string): readonly number[] | undefined {
  const highest = findNapi(tableOf(parseRuntime(word)), parseVersion(text));
  return highest === undefined ? undefined : Array.from({ length: highest }, (_, i) => i + 1);
}
