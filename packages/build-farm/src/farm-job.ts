import type { Job, JobQueue, JobRequest, Json } from "@nodewright/build-queue";
import { z } from "zod";
import { FarmError } from "./errors.js";

/** What happens to a build of one target, in this order. A source is fetched once for all of a version. */
const jobKinds = ["source", "build", "validate", "promote"] as const;

export type JobKind = (typeof jobKinds)[number];

/** What a job is about. */
export interface FarmJob {
  readonly version: string;
  readonly recipe: string;
  /** Of the recipe, when the job was pushed: a build of another recipe is another job. */
  readonly recipeDigest: string;
  readonly revision: number;
  /** What the index says of the release beside its builds. */
  readonly date: string;
  readonly lts: string | false;
  readonly security: boolean;
  /** Why and by whom a published name may get other bytes. */
  readonly replace?: { readonly by: string; readonly reason: string } | undefined;
}

const jobSchema: z.ZodType<FarmJob> = z.object({
  version: z.string(),
  recipe: z.string(),
  recipeDigest: z.string(),
  revision: z.number(),
  date: z.string(),
  lts: z.union([z.string(), z.literal(false)]),
  security: z.boolean(),
  replace: z.object({ by: z.string(), reason: z.string() }).optional(),
});

/** What the step `source` leaves to those after it. */
export interface SourceResult {
  readonly url: string;
  readonly sha256: string;
}

export const sourceResultSchema: z.ZodType<SourceResult> = z.object({ url: z.string(), sha256: z.string() });

/** What the step `build` leaves. */
export interface BuildResult {
  readonly files: readonly {
    readonly fileName: string;
    readonly sha256: string;
    readonly sizeBytes: number;
  }[];
  readonly startedAt: string;
  readonly endedAt: string;
  /** The image that it was built in; undefined where the machine's own tools were used. */
  readonly image?: string | undefined;
  readonly runner: string;
  readonly logSha256: string;
  readonly worker: string;
}

export const buildResultSchema: z.ZodType<BuildResult> = z.object({
  files: z.array(z.object({ fileName: z.string(), sha256: z.string(), sizeBytes: z.number() })),
  startedAt: z.string(),
  endedAt: z.string(),
  image: z.string().optional(),
  runner: z.string(),
  logSha256: z.string(),
  worker: z.string(),
});

/** What the step `validate` leaves. */
export interface ValidateResult {
  readonly versions: Readonly<Record<string, string>>;
  readonly ranBy?: string | undefined;
  readonly notRunBecause?: string | undefined;
}

export const validateResultSchema: z.ZodType<ValidateResult> = z.object({
  versions: z.record(z.string(), z.string()),
  ranBy: z.string().optional(),
  notRunBecause: z.string().optional(),
});

/** What makes a job this job. */
export function jobKey(kind: JobKind, { version, recipe, recipeDigest, revision }: FarmJob): string {
  if (kind === "source") return `source/${version}`;
  return `${kind}/${version}/${recipe}/${recipeDigest.slice(0, 16)}/r${revision}`;
}

/** @throws FarmError ERR_FARM_CONFIG for a job that a farm did not push */
export function parseFarmJob({ id, payload }: Pick<Job, "id" | "payload">): FarmJob {
  const parsed = jobSchema.safeParse(payload);
  if (parsed.success) return parsed.data;
  throw new FarmError("ERR_FARM_CONFIG", `job ${id} is none of a farm`, { cause: parsed.error });
}

/** What the step before has left. @throws FarmError ERR_FARM_ARTIFACT */
export async function resultOf<T>(
  queue: JobQueue,
  kind: JobKind,
  job: FarmJob,
  schema: z.ZodType<T>,
): Promise<{ readonly id: number; readonly result: T }> {
  const key = jobKey(kind, job);
  const found = await queue.find(key);
  const parsed = schema.safeParse(found?.result);
  if (found?.state === "succeeded" && parsed.success) return { id: found.id, result: parsed.data };
  throw new FarmError(
    "ERR_FARM_ARTIFACT",
    `${key} has left nothing: it is ${found?.state ?? "not in the queue"}`,
    {
      hint: "retry that job",
    },
  );
}

export interface JobOptions {
  readonly priority: number;
  /** Labels that the build needs; the other steps run on any worker. */
  readonly requires: readonly string[];
}

/** The label of workers that have the keys. */
export const promoteLabel = "promote";

/** The jobs that build and publish one target of a version. */
export function jobRequests(job: FarmJob, { priority, requires }: JobOptions): JobRequest[] {
  const payload = JSON.parse(JSON.stringify(job)) as Json;
  const subject = `${job.version} ${job.recipe}${job.revision === 1 ? "" : ` r${job.revision}`}`;
  const own = { payload, priority, subject, group: job.recipe };
  const [source, build, validate, promote] = jobKinds.map((kind) => jobKey(kind, job)) as [
    string,
    string,
    string,
    string,
  ];
  return [
    { key: source, kind: "source", payload, priority, subject: job.version, group: "source" },
    { ...own, key: build, kind: "build", requires, needs: [source], supersede: true },
    { ...own, key: validate, kind: "validate", needs: [build], supersede: true },
    { ...own, key: promote, kind: "promote", requires: [promoteLabel], needs: [validate], supersede: true },
  ];
}
