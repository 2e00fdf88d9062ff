import type { KeptTree, TreeStore } from "@nodewright/artifact-store";
import { type Offer, parseEvidence } from "@nodewright/release-source";
import { formatTarget, type Target } from "@nodewright/target-triple";
import * as z from "zod/mini";
import { treeKey } from "./tree-key.js";

type Versions = Readonly<Record<string, string>> | undefined;

/** A machine that runs a node, as far as it matters whether another one is like it. */
export interface Machine {
  readonly host: Target;
  readonly glibcVersion?: string | undefined;
}

/** What is known of a kept prefix beside its files: it is kept only when it is proven and runs. */
export interface KeptPrefix {
  /** What it was made of. */
  readonly offer: Offer;
  /** Where its node was run, and what it said then. */
  readonly host: string | null;
  readonly glibcVersion?: string | undefined;
  readonly versions?: Versions;
}

const Evidence = z.pipe(z.unknown(), z.transform(parseEvidence)).check(z.refine((one) => one !== undefined));

/** The store is its user's own: this tells notes of other versions of this program, and files that were cut off. */
const NoteSchema = z.object({
  offer: z.looseObject({
    source: z.object({ kind: z.enum(["dist", "directory", "npm"]), name: z.string() }),
    release: z.looseObject({ version: z.string(), date: z.string(), files: z.array(z.string()) }),
    parts: z
      .array(z.looseObject({ fileName: z.string(), evidence: z.array(Evidence) }))
      .check(z.minLength(1)),
    proofs: z.array(z.looseObject({ evidence: Evidence })),
    steps: z.array(z.unknown()),
    notes: z.array(z.string()),
  }),
  host: z.nullable(z.string()),
  glibcVersion: z.optional(z.string()),
  versions: z.optional(z.record(z.string(), z.string())),
});

/** Undefined for a note that this version does not understand. */
export function readKept({ note }: Pick<KeptTree, "note">): KeptPrefix | undefined {
  try {
    const value: unknown = JSON.parse(note);
    // Checked as far as it is used; the rest is what `keepPrefix` wrote.
    return NoteSchema.safeParse(value).success ? (value as KeptPrefix) : undefined;
  } catch {
    return undefined;
  }
}

/** What a kept node said when it was run on a machine like this one; undefined if it was not. */
export function versionsOn(kept: KeptPrefix | undefined, { host, glibcVersion }: Machine): Versions {
  const isAlike = kept?.host === formatTarget(host) && kept.glibcVersion === glibcVersion;
  return isAlike ? kept.versions : undefined;
}

export interface KeepJob {
  readonly offer: Offer;
  readonly machine: Machine;
  /** Says that it runs. Its files are shared meanwhile. */
  readonly running: Promise<Versions>;
}

/** Keeps a prefix for the next time. That nothing can be kept (a full disk, another device) is no failure. */
export async function keepPrefix(
  trees: TreeStore,
  stage: string,
  { offer, machine, running }: KeepJob,
): Promise<void> {
  // It may fail before it is awaited.
  running.catch(() => {});
  const note = async (): Promise<string> => {
    const kept: KeptPrefix = {
      offer: { ...offer, parts: withoutCredentials(offer.parts) },
      host: formatTarget(machine.host),
      glibcVersion: machine.glibcVersion,
      versions: await running,
    };
    return JSON.stringify(kept);
  };
  await trees.keep(treeKey(offer), stage, { note }).catch(() => false);
}

function withoutCredentials([first, ...rest]: Offer["parts"]): Offer["parts"] {
  const strip = (part: Offer["parts"][0]): Offer["parts"][0] =>
    "path" in part.origin ? part : { ...part, origin: { urls: part.origin.urls } };
  return [strip(first), ...rest.map(strip)];
}
