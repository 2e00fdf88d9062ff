import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { type ArchiveEntryFacts, readArchiveEntries } from "./archive-entries.js";
import { sha256OfFile } from "./collect-outputs.js";

/** In what one entry of an archive differs from its counterpart. */
export interface EntryDifference {
  readonly path: string;
  /** `order`: only the places of entries differ. */
  readonly what: "missing" | "extra" | "content" | "type" | "mode" | "owner" | "time" | "link" | "order";
  readonly first: string;
  readonly second: string;
}

/** How two files of the same name compare. */
export interface OutputComparison {
  readonly name: string;
  /**
   * `same-entries`: the archives differ in how they are compressed or laid out alone; `metadata`: in times, owners,
   * modes or order too, while every file has the same bytes.
   */
  readonly verdict: "identical" | "same-entries" | "metadata" | "different" | "missing" | "extra";
  readonly differences: readonly EntryDifference[];
}

export interface OutputsReport {
  /** Every file has the same bytes. */
  readonly identical: boolean;
  readonly files: readonly OutputComparison[];
}

const METADATA: ReadonlySet<string> = new Set(["mode", "owner", "time", "order"]);

/** Compares the outputs of two builds, the files inside of archives one by one. */
export async function compareOutputs(first: string, second: string): Promise<OutputsReport> {
  const [ours, theirs] = await Promise.all([readdir(first), readdir(second)]);
  const files: OutputComparison[] = [];
  for (const name of [...new Set([...ours, ...theirs])].sort()) {
    if (!theirs.includes(name)) files.push({ name, verdict: "missing", differences: [] });
    else if (!ours.includes(name)) files.push({ name, verdict: "extra", differences: [] });
    else files.push(await compareFiles(name, join(first, name), join(second, name)));
  }
  return { identical: files.every(({ verdict }) => verdict === "identical"), files };
}

async function compareFiles(name: string, first: string, second: string): Promise<OutputComparison> {
  if ((await sha256OfFile(first)) === (await sha256OfFile(second))) {
    return { name, verdict: "identical", differences: [] };
  }
  const ours = await readArchiveEntries(first);
  const theirs = await readArchiveEntries(second);
  if (!ours || !theirs) return { name, verdict: "different", differences: [] };
  const differences = compareEntries(ours, theirs);
  return { name, verdict: verdictOf(differences), differences };
}

function verdictOf(differences: readonly EntryDifference[]): OutputComparison["verdict"] {
  if (differences.length === 0) return "same-entries";
  return differences.every(({ what }) => METADATA.has(what)) ? "metadata" : "different";
}

type Entries = ReadonlyMap<string, ArchiveEntryFacts>;

function compareEntries(first: Entries, second: Entries): EntryDifference[] {
  const missing = [...first].filter(([path]) => !second.has(path));
  const extra = [...second].filter(([path]) => !first.has(path));
  const common = [...first].flatMap(([path, facts]) => {
    const other = second.get(path);
    return other ? compareEntry(path, facts, other) : [];
  });
  return [
    ...missing.map(([path, facts]) => ({ path, what: "missing" as const, first: facts.sha256, second: "" })),
    ...extra.map(([path, facts]) => ({ path, what: "extra" as const, first: "", second: facts.sha256 })),
    ...common,
    ...compareOrder([...first.keys()], [...second.keys()]),
  ];
}

function compareEntry(path: string, a: ArchiveEntryFacts, b: ArchiveEntryFacts): EntryDifference[] {
  const pairs = [
    ["type", a.type, b.type],
    ["content", `${a.sizeBytes} bytes, sha256 ${a.sha256}`, `${b.sizeBytes} bytes, sha256 ${b.sha256}`],
    ["link", a.link, b.link],
    ["mode", a.mode.toString(8), b.mode.toString(8)],
    ["owner", a.owner, b.owner],
    ["time", a.modifiedAt, b.modifiedAt],
  ] as const;
  return pairs
    .filter(([, first, second]) => first !== second)
    .map(([what, first, second]) => ({ path, what, first, second }));
}

/** The first place at which the same entries stand in another order. */
function compareOrder(first: readonly string[], second: readonly string[]): EntryDifference[] {
  const [inFirst, inSecond] = [new Set(first), new Set(second)];
  const ours = first.filter((path) => inSecond.has(path));
  const theirs = second.filter((path) => inFirst.has(path));
  const at = ours.findIndex((path, index) => path !== theirs[index]);
  if (at === -1) return [];
  return [
    {
      path: ours[at] ?? "",
      what: "order",
      first: String(at),
      second: String(theirs.indexOf(ours[at] ?? "")),
    },
  ];
}
