import { readFile } from "node:fs/promises";
import { writeFileAtomic } from "@nodewright/artifact-store";
import { type SpecDialect, specDialects, tryParseVersion } from "@nodewright/release-index";
import { type Evidence, parseEvidence } from "@nodewright/release-source";
import * as z from "zod/mini";
import { LockError } from "./errors.js";

/** The name of the file, which lies beside the version file that it locks. */
export const lockfileName = "nodewright.lock";

/** One archive, pinned by its digest. */
export interface LockedFile {
  /** `archive` is a whole prefix; the packages of an npm registry make one together. */
  readonly part: "archive" | "node-package" | "npm-package";
  readonly name: string;
  readonly url: string;
  /** Hexadecimal SHA-256, or Subresource Integrity text of SHA-256 or better. */
  readonly digest: string;
  /** What vouched for it when it was locked. */
  readonly evidence: readonly Evidence[];
}

export interface LockedTarget {
  readonly source: { readonly kind: "dist" | "npm"; readonly name: string };
  readonly files: readonly LockedFile[];
}

/** One release for the targets of everybody who works on a project. */
export interface Lockfile {
  readonly lockfileVersion: 1;
  /** What was asked for; a lock of another question is stale. */
  readonly request: { readonly spec: string; readonly dialect: SpecDialect };
  readonly version: string;
  readonly date: string;
  readonly lts: string | false;
  readonly npm?: string | undefined;
  /** By canonical target. */
  readonly targets: Readonly<Record<string, LockedTarget>>;
}

const plain = (description: string): z.ZodMiniType<string> =>
  z.string().check(z.regex(/^[\x20-\x7e]+$/), z.describe(description));

const FileSchema: z.ZodMiniType<LockedFile> = z.object({
  part: z
    .enum(["archive", "node-package", "npm-package"])
    .check(z.describe("archive is a whole prefix; the packages of an npm registry make one together.")),
  name: z.string().check(z.regex(/^[\w.+-]+$/), z.describe("The file's name.")),
  url: z.url({ protocol: /^https?$/ }).check(z.describe("Where it was; a mirror may have it as well.")),
  digest: z
    .string()
    .check(
      z.regex(/^([0-9a-f]{64}|sha(256|384|512)-[A-Za-z0-9+/]+={0,2})$/),
      z.describe("Hexadecimal SHA-256, or Subresource Integrity text of SHA-256 or better."),
    ),
  evidence: z.pipe(
    z.array(z.unknown()).check(z.describe("What vouched for it when it was locked.")),
    z.transform((list) => list.flatMap((one) => parseEvidence(one) ?? [])),
  ),
});

const TargetSchema = z.object({
  source: z
    .object({ kind: z.enum(["dist", "npm"]), name: plain("The source's name.") })
    .check(z.describe("Where the files came from: a dist tree, or an npm registry.")),
  files: z.array(FileSchema).check(z.minLength(1), z.describe("What is fetched, each pinned by its digest.")),
});

/** What a lockfile is; the JSON schema of the file is made of it. */
export const lockfileSchema: z.ZodMiniType<Lockfile> = z.object({
  lockfileVersion: z.literal(1),
  request: z
    .object({
      spec: z.string().check(z.describe("The version word, as it was asked for.")),
      dialect: z.enum(specDialects).check(z.describe("In whose words it is.")),
    })
    .check(z.describe("What was asked for; a lock of another question is stale.")),
  version: z.string().check(
    z.refine((text) => tryParseVersion(text)?.text === text, "is no version"),
    z.describe("The release: v24.1.0."),
  ),
  date: z.iso.date().check(z.describe("The day of the release.")),
  lts: z
    .union([plain("The codename."), z.literal(false)])
    .check(z.describe("The codename of a release with long-term support, or false.")),
  npm: z.optional(plain("The version of npm that comes with it.")),
  targets: z.record(z.string(), TargetSchema).check(z.describe("By canonical target: linux-x64-glibc.")),
});

/**
 * Reads a lockfile.
 * @returns undefined where there is none
 * @throws LockError ERR_LOCK_FILE for one that cannot be read; the message names the member
 */
export async function readLockfile(path: string): Promise<Lockfile | undefined> {
  const text = await readText(path);
  return text === undefined ? undefined : parseLockfile(text, path);
}

/** @throws LockError ERR_LOCK_FILE */
export function parseLockfile(text: string, path: string): Lockfile {
  const { data, error } = lockfileSchema.safeParse(parseJson(text, path));
  if (data !== undefined) return data;
  const [issue] = error.issues;
  throw unreadable(path, `${issue?.path.join(".") || "it"}: ${issue?.message}`);
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const isConflict = /^<{7} /m.test(text);
    throw unreadable(path, isConflict ? "it has merge conflicts" : String(cause), cause);
  }
}

/** Stable: the same lock is the same text, whoever writes it. */
export function formatLockfile(lock: Lockfile): string {
  const names = Object.keys(lock.targets).sort();
  const targets = Object.fromEntries(names.map((name) => [name, lock.targets[name]]));
  const { lockfileVersion, request, version, date, lts, npm } = lock;
  return `${JSON.stringify({ lockfileVersion, request, version, date, lts, npm, targets }, null, 2)}\n`;
}

/** Writes it in one step. A lock that says the same already is left as it is. */
export async function writeLockfile(path: string, lock: Lockfile): Promise<void> {
  const text = formatLockfile(lock);
  if ((await readText(path)) !== text) await writeFileAtomic(path, text);
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    const code: unknown = cause instanceof Error ? Reflect.get(cause, "code") : undefined;
    if (code === "ENOENT") return undefined;
    throw unreadable(path, typeof code === "string" ? code : String(cause), cause);
  }
}

function unreadable(path: string, why: string, cause?: unknown): LockError {
  return new LockError("ERR_LOCK_FILE", `${path} cannot be read: ${why}`, {
    hint: "restore it from version control, or make it anew: nodewright lock",
    cause,
  });
}
