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
const STEP_OFFSET = 100_000;
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
      const stated = fields.split(",").flatMap((field, at) => {
        const key = keys[at];
        return field === "" ? [] : [[key, key === "codename" ? field : dateOf(Number.parseInt(field, 36))]];
      });
      return [`v${line}`, Object.fromEntries(stated)];
    }),
  );
}

function dateOf(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

function numberOf(digit: string | undefined): number {
  return DIGITS.indexOf(digit ?? "");
}

function decodeVersions(text: string): string[] {
  return text.split(";").flatMap((group) => {
    const [major, minors] = group.split(":");
    if (minors === undefined) return [`v${group}`];
    const parts = [...minors.matchAll(/\((.*?)\)|./g)];
    return parts.flatMap(([digit, runs = `${numberOf(digit)}-0`], at) =>
      decodeRuns(runs).map((patch) => `v${major}.${parts.length - 1 - at}.${patch}`),
    );
  });
}

/** `9-7,5` is 9, 8, 7 and 5. */
function decodeRuns(text: string): number[] {
  if (text === "") return [];
  return text.split(",").flatMap((run) => {
    const [high = 0, low = high] = run.split("-").map(Number);
    return Array.from({ length: high - low + 1 }, (_, at) => high - at);
  });
}

function decodeDates(text: string): string[] {
  const [first = "", steps = ""] = text.split(":");
  let day = Number.parseInt(first, 36);
  return [...steps.matchAll(/~(...)|./g)].map(([digit, far]) => {
    day -= far === undefined ? numberOf(digit) : numberOfAll(far) - STEP_OFFSET;
    return dateOf(day);
  });
}

function numberOfAll(digits: string): number {
  let number = 0;
  for (const digit of digits) number = number * DIGITS.length + numberOf(digit);
  return number;
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
