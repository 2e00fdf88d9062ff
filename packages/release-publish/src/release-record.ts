import { z } from "zod";
import { PublishError } from "./errors.js";

/** Versions of what a Node.js is made of, as the columns of index.tab name them. */
export const componentNames = ["npm", "v8", "uv", "zlib", "openssl", "modules"] as const;

/** One file of a release as it was published. */
export interface PublishedArtifact {
  /** Below the release's folder; `r2/…` for a revision. */
  readonly fileName: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  /** Canonical text; absent for what serves every target. */
  readonly target?: string | undefined;
  /** 1, or the number of a later build of the same name. */
  readonly revision: number;
  /** ISO 8601. */
  readonly promotedAt: string;
  readonly recipe: string;
  readonly job: string;
  readonly coreVersion: string;
}

/** A file whose bytes were exchanged, and who wanted it. */
export interface Replacement {
  readonly fileName: string;
  /** Of the bytes that are gone. */
  readonly sha256: string;
  /** ISO 8601. */
  readonly replacedAt: string;
  readonly by: string;
  readonly reason: string;
}

/** All that is published of a release. Lists and indexes are made of it. */
export interface ReleaseRecord {
  readonly version: string;
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly lts: string | false;
  readonly security: boolean;
  readonly components: { readonly [name in (typeof componentNames)[number]]?: string | undefined };
  readonly artifacts: readonly PublishedArtifact[];
  readonly replaced: readonly Replacement[];
}

const digest = z.string().regex(/^[0-9a-f]{64}$/);

const recordSchema: z.ZodType<ReleaseRecord> = z.object({
  version: z.string(),
  date: z.string(),
  lts: z.union([z.string(), z.literal(false)]),
  security: z.boolean(),
  components: z.partialRecord(z.enum(componentNames), z.string()),
  artifacts: z.array(
    z.object({
      fileName: z.string(),
      sha256: digest,
      sizeBytes: z.number(),
      target: z.string().optional(),
      revision: z.number(),
      promotedAt: z.string(),
      recipe: z.string(),
      job: z.string(),
      coreVersion: z.string(),
    }),
  ),
  replaced: z.array(
    z.object({
      fileName: z.string(),
      sha256: digest,
      replacedAt: z.string(),
      by: z.string(),
      reason: z.string(),
    }),
  ),
});

/** @throws PublishError ERR_PUBLISH_TREE */
export function parseRecord(text: string, path: string): ReleaseRecord {
  try {
    return recordSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new PublishError("ERR_PUBLISH_TREE", `${path} is no record of a release`, {
      hint: "restore it from a copy; nothing was changed",
      cause,
    });
  }
}

export function formatRecord(record: ReleaseRecord): string {
  return `${JSON.stringify(record, null, 2)}\n`;
}

/** The text of SHASUMS256.txt: by name, as `shasum` writes it. */
export function formatShasums({ artifacts }: ReleaseRecord): string {
  return [...artifacts]
    .sort((a, b) => (a.fileName < b.fileName ? -1 : 1))
    .map(({ sha256, fileName }) => `${sha256}  ${fileName}\n`)
    .join("");
}
