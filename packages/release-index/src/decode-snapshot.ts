import type { Schedule } from "./release-line.js";
import type { ReleaseRow } from "./release-row.js";

/** The bundled table as scripts/make-snapshot.mjs writes it; its encoder is scripts/encode-snapshot.mjs. */
export interface SnapshotData {
  readonly dataVersion: string;
  readonly date: string;
  readonly versions: string;
  readonly dates: string;
  readonly tokens: string;
  readonly fileSets: string;
  readonly files: string;
  readonly npm: string;
  readonly v8: string;
  readonly uv: string;
  readonly zlib: string;
  readonly openssl: string;
  readonly modules: string;
  readonly lts: string;
  readonly security: string;
  readonly schedule: Schedule;
}

const MS_PER_DAY = 86_400_000;

/** The rows of the table, newest first. */
export function decodeRows(data: SnapshotData): ReleaseRow[] {
  const versions = decodeVersions(data.versions);
  const dates = decodeDates(data.dates);
  const tokens = data.tokens.split(",");
  const fileSets = data.fileSets
    .split(",")
    .map((set) => [...set].flatMap((at) => tokens[parseInt(at, 36)] ?? []));
  const files = decodeRuns(data.files).map((at) => fileSets[parseInt(at, 36)] ?? []);
  const columns = {
    npm: decodeRuns(data.npm),
    v8: decodeRuns(data.v8),
    uv: decodeRuns(data.uv),
    zlib: decodeRuns(data.zlib),
    openssl: decodeRuns(data.openssl),
    modules: decodeRuns(data.modules),
  };
  const lts = decodeRuns(data.lts);
  const security = decodeRuns(data.security);
  return versions.map((version, index) => ({
    version,
    date: dates[index] ?? "",
    files: files[index] ?? [],
    ...Object.fromEntries(
      Object.entries(columns).flatMap(([key, values]) => (values[index] ? [[key, values[index]]] : [])),
    ),
    lts: lts[index] || false,
    security: security[index] === "1",
  }));
}

/** `26:7,5.1;27.0.0-alpha.1`: lines of minors, with the newest patch where there is one above 0. */
function decodeVersions(text: string): string[] {
  return text.split(";").flatMap((group) => {
    const [major, minors] = group.split(":");
    return minors === undefined
      ? [`v${group}`]
      : minors.split(",").flatMap((part) => decodeMinor(part).map((rest) => `v${major}.${rest}`));
  });
}

/** `5.2` is 5.2, 5.1 and 5.0; `5.2-1` stops at 5.1. */
function decodeMinor(part: string): string[] {
  const [, minor, high = "0", low = "0"] = /^(\d+)(?:\.(\d+)(?:-(\d+))?)?$/.exec(part) ?? [];
  const count = Number(high) - Number(low) + 1;
  return Array.from({ length: count }, (_, index) => `${minor}.${Number(high) - index}`);
}

/** Days back from row to row, base 36, after the first row's day since 1970. */
function decodeDates(text: string): string[] {
  let day = 0;
  return text.split(",").map((step, index) => {
    day = index === 0 ? parseInt(step, 36) : day - parseInt(step, 36);
    return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
  });
}

/** `value*3,other`: runs of equal neighbours. */
function decodeRuns(text: string): string[] {
  return text.split(",").flatMap((run) => {
    const [value = "", count = "1"] = run.split("*");
    return Array.from({ length: Number(count) }, () => value);
  });
}
