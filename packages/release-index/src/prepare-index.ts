import { type Channel, compareNumbers, type NodeVersion, parseVersion } from "./node-version.js";
import { lineOf } from "./release-line.js";
import type { ReleaseRow } from "./release-row.js";

/** A row with its version taken apart. */
export interface IndexEntry {
  readonly row: ReleaseRow;
  readonly version: NodeVersion;
  /** The release line: `v22`, or `v0.12` before v1. */
  readonly line: string;
}

/** An index sorted and parsed once, for many questions. Made by {@link prepareIndex}. */
export interface PreparedIndex {
  /** Newest first; of two rows with one version, the first one given. */
  readonly entries: readonly IndexEntry[];
  /** Those that are releases; all of them in the index of another channel, which has no releases. */
  readonly releases: readonly IndexEntry[];
  readonly byVersion: ReadonlyMap<string, IndexEntry>;
  readonly byLine: ReadonlyMap<string, readonly IndexEntry[]>;
  readonly byChannel: ReadonlyMap<Channel, readonly IndexEntry[]>;
  /** Releases of long-term support by lower-case codename, the newest line first. */
  readonly byCodename: ReadonlyMap<string, readonly IndexEntry[]>;
}

/**
 * Sorts and parses an index, so that each `resolveRelease` over it takes microseconds.
 *
 * @throws ReleaseIndexError `ERR_RELEASE_VERSION` for a row whose version cannot be read.
 */
export function prepareIndex(rows: readonly ReleaseRow[]): PreparedIndex {
  const byVersion = new Map<string, IndexEntry>();
  for (const row of rows) {
    const version = parseVersion(row.version);
    if (byVersion.has(version.text)) continue;
    byVersion.set(version.text, { row, version, line: lineOf(version) });
  }
  const entries = [...byVersion.values()].sort((a, b) => compareNumbers(b.version, a.version));
  const byChannel = groupBy(entries, ({ version }) => version.channel);
  const releases = byChannel.get("release") ?? entries;
  return {
    entries,
    releases,
    byVersion,
    byLine: groupBy(releases, ({ line }) => line),
    byChannel,
    byCodename: groupBy(
      releases.filter(({ row }) => row.lts),
      ({ row }) => String(row.lts).toLowerCase(),
    ),
  };
}

const prepared = new WeakMap<readonly ReleaseRow[], PreparedIndex>();

/** Prepares a plain list once and remembers it by identity: such a list must not be changed afterwards. */
export function preparedOf(index: readonly ReleaseRow[] | PreparedIndex): PreparedIndex {
  if (!isRows(index)) return index;
  const known = prepared.get(index);
  if (known) return known;
  const fresh = prepareIndex(index);
  prepared.set(index, fresh);
  return fresh;
}

function isRows(index: readonly ReleaseRow[] | PreparedIndex): index is readonly ReleaseRow[] {
  return Array.isArray(index);
}

function groupBy<Key>(
  entries: readonly IndexEntry[],
  keyOf: (entry: IndexEntry) => Key,
): Map<Key, IndexEntry[]> {
  const groups = new Map<Key, IndexEntry[]>();
  for (const entry of entries) {
    const key = keyOf(entry);
    const group = groups.get(key);
    if (group) group.push(entry);
    else groups.set(key, [entry]);
  }
  return groups;
}
