import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { tryParseVersion } from "@nodewright/release-index";
import { type Evidence, type Offer, parseEvidence, type SourceKind } from "@nodewright/release-source";
import * as z from "zod/mini";
import { type PrefixPart, prefixParts } from "./prefix-parts.js";

/** Lies in the prefix and is moved into place with it: a prefix with a receipt is complete. */
export const receiptName = ".nodewright.json";

/** What a build from source was made with, in printable ASCII. */
export interface Built {
  /** Arguments of the configure script, apart from the prefix. */
  readonly configure: string;
  /** What the C++ compiler calls itself. */
  readonly compiler: string;
}

/** What was installed, from where, and what vouched for it. */
export interface Receipt {
  readonly schema: 1;
  readonly version: string;
  /** Canonical text. */
  readonly target: string;
  readonly lts: string | false;
  /** The npm that came with it, where the source's index names it. */
  readonly npm?: string | undefined;
  readonly source: { readonly kind: SourceKind; readonly name: string };
  /** Without what this version does not understand. */
  readonly evidence: readonly Evidence[];
  /** How it was made, if it was built from the archive that `evidence` names. */
  readonly built?: Built | undefined;
  /** The optional parts that were kept; all when absent. */
  readonly parts?: readonly PrefixPart[] | undefined;
  /** ISO time. */
  readonly installedAt: string;
  /** Version of the core that named the target. */
  readonly coreVersion: string;
}

/** Receipts are files that anybody may edit, and parts of them reach terminals. */
const Plain = z.string().check(z.regex(/^[\x20-\x7e]+$/));

const ReceiptSchema: z.ZodMiniType<Receipt> = z.object({
  schema: z.literal(1),
  version: z.string().check(z.refine((text) => tryParseVersion(text)?.text === text, "is no version")),
  target: Plain,
  lts: z.union([Plain, z.literal(false)]),
  npm: z.optional(Plain),
  source: z.object({ kind: z.enum(["dist", "directory", "npm"]), name: z.string() }),
  evidence: z.pipe(
    z.array(z.unknown()),
    z.transform((list) => list.flatMap((one) => parseEvidence(one) ?? [])),
  ),
  built: z.catch(z.optional(z.object({ configure: z.string(), compiler: z.string() })), undefined),
  parts: z.optional(z.array(z.enum(prefixParts))),
  installedAt: z.iso.datetime(),
  coreVersion: z.string(),
});

/** What vouches for all that a prefix is made of. */
export function allEvidence({ parts, proofs }: Pick<Offer, "parts" | "proofs">): Evidence[] {
  return [...parts.flatMap(({ evidence }) => evidence), ...proofs.map(({ evidence }) => evidence)];
}

/** @returns undefined when there is no receipt, or none that this version understands */
export async function readReceipt(prefix: string): Promise<Receipt | undefined> {
  try {
    const text = await readFile(join(prefix, receiptName), "utf8");
    return ReceiptSchema.safeParse(JSON.parse(text)).data;
  } catch {
    // Not there, not readable, not JSON: there is no install that could be told of.
    return undefined;
  }
}

export function formatReceipt(receipt: Receipt): string {
  return `${JSON.stringify(receipt, null, 2)}\n`;
}
