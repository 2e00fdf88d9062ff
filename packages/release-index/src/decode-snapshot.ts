import type { LineSchedule, Schedule } from "./release-line.js";
import { COMPONENTS, type ReleaseRow } from "./release-row.js";

/** The bundled table as scripts/make-snapshot.mjs writes it; scripts/encode-snapshot.mjs says how. */
export type SnapshotData = Readonly<
  Record<
    | "dataVersion"
    | "date"
    | "versions"
    | "dates"
    | "tokens"
    | "fileSets"
    | "files"
    | (typeof COMPONENTS)[number]
    | "lts"
    | "security"
    | "schedule",
    string
  >
>;

const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const LONGEST_RUN = DIGITS.length - 1;
const DAY = 86_400_000;

/** The rows of the table, newest first. */
export function decodeRows(data: SnapshotData): ReleaseRow[] {
  const dates = decodeDates(data.dates);
  const tokens = data.tokens.split(",");
  const fileSets = data.fileSets
    .split(",")
    .map((set) => [...set].flatMap((at) => tokens[numberOf(at)] ?? []));
  const files = decodeColumn(data.files);
  const components = COMPONENTS.map((key) => [key, decodeColumn(data[key])] as const);
  const lts = decodeColumn(data.lts);
  const security = decodeColumn(data.security);
  return decodeVersions(data.versions).map((version, index) => ({
    version,
    date: dates[index] ?? "",
    files: fileSets[numberOf(files[index])] ?? [],
    ...Object.fromEntries(
      components.flatMap(([key, values]) => (values[index] ? [[key, values[index]]] : [])),
    ),
    lts: lts[index] || false,
    security: security[index] === "1",
  }));
}

/** The schedule of the table. */
export function decodeSchedule(text: string): Schedule {
  const keys = [
    "start",
    "lts",
    "maintenance",
    "end",
    "codename",
    "alpha",
  ] as const satisfies (keyof LineSchedule)[];
  return Object.fromEntries(
    text.split(";").map((part) => {
      const [line, fields = ""] = part.split(":");
      const stated = fields.split(",").flatMap((field, at) => (field === "" ? [] : [[keys[at], field]]));
      return [`v${line}`, Object.fromEntries(stated)];
    }),
  );
}

function numberOf(digit: string | undefined): number {
  return DIGITS.indexOf(digit ?? "");
}

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

function decodeDates(text: string): string[] {
  let day = 0;
  return [...text.matchAll(/~(\w+)~|./g)].map(([digit, whole]) => {
    day = whole === undefined ? day - numberOf(digit) : Number.parseInt(whole, 36);
    return new Date(day * DAY).toISOString().slice(0, 10);
  });
}

function decodeColumn(text: string): string[] {
  const [values = "", lengths = ""] = text.split(";");
  const counts = decodeCounts(lengths);
  let last = "";
  return values.split(",").flatMap((value, at) => {
    last = last.slice(0, numberOf(value[0])) + value.slice(1);
    return Array.from({ length: counts[at] ?? 0 }, () => last);
  });
}

function decodeCounts(text: string): number[] {
  const counts: number[] = [];
  let sum = 0;
  for (const digit of text) {
    const count = numberOf(digit);
    sum += count;
    if (count === LONGEST_RUN) continue;
    counts.push(sum);
    sum = 0;
  }
  return counts;
}
