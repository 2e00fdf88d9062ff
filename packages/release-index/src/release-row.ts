/**
 * One row of a release index, in the form nodejs.org publishes it. A key that the index does not have is
 * absent here; one that it has as `null` or `""` (release candidates) is kept so, because the writers
 * give back what was read.
 */
export interface ReleaseRow {
  /** With the `v`: `v24.21.0`. */
  readonly version: string;
  /** UTC day of the release: `2026-09-07`. */
  readonly date: string;
  /**
   * Tokens of what was built: `linux-x64`, `osx-arm64-tar`, `win-x64-zip`, `headers`, `src`. An empty list
   * means that it is not known what was built (a release always has its source).
   */
  readonly files: readonly string[];
  readonly npm?: string | null;
  readonly v8?: string | null;
  readonly uv?: string | null;
  readonly zlib?: string | null;
  readonly openssl?: string | null;
  /** The ABI (`NODE_MODULE_VERSION`), a text: `"137"`, `"0x000C"` in v0.9 and v0.11. */
  readonly modules?: string | null;
  /** The codename when this release is of long-term support, else false. io.js's index has no such column. */
  readonly lts?: string | false | null;
  /** Whether it fixes a vulnerability. io.js's index has no such column. */
  readonly security?: boolean | null;
}

/** The column order of index.tab and the key order of index.json. */
export const COLUMNS = [
  "version",
  "date",
  "files",
  "npm",
  "v8",
  "uv",
  "zlib",
  "openssl",
  "modules",
  "lts",
  "security",
] as const;

/** io.js's index.tab has no `lts` and no `security`. */
export const IOJS_COLUMN_COUNT = 9;

/** The keys whose value is a component's version. */
export const COMPONENTS = ["npm", "v8", "uv", "zlib", "openssl", "modules"] as const;
