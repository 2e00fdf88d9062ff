import { createHash } from "node:crypto";
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateSigningKey, signShasums } from "@nodewright/gpg-verify";
import { inject } from "vitest";
import { type Entry, writeTarGz } from "./archive.js";

export const hostVersion: string = process.version;

/** A folder that goes when the test ends. */
export async function scratch(): Promise<{ readonly path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), "nodewright-test-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

export interface SigningKey {
  readonly privateKey: string;
  readonly publicKey: string;
}

let key: Promise<SigningKey> | undefined;

/** One key for all tests of a file. */
export function signingKey(): Promise<SigningKey> {
  key ??= generateSigningKey({ name: "Test Releaser", email: "releaser@example.org" });
  return key;
}

export interface MirrorOptions {
  readonly root: string;
  readonly version?: string;
  /** The file name's part, `linux-x64`. */
  readonly slug?: string;
  /** What the archive holds below its top folder; a real prefix with this process's own node when absent. */
  readonly entries?: readonly Entry[];
  readonly signed?: boolean;
  readonly npm?: string | undefined;
  readonly lts?: string | false | undefined;
}

export interface Mirror {
  readonly root: string;
  readonly version: string;
  readonly archive: string;
  readonly archiveName: string;
}

/** Adds one release to a tree laid out as nodejs.org/dist, signed with the test key. */
export async function addRelease(options: MirrorOptions): Promise<Mirror> {
  const { root, version = hostVersion, slug = hostSlug(), signed = true } = options;
  const folder = `node-${version}-${slug}`;
  const archiveName = `${folder}.tar.gz`;
  const archive = join(root, version, archiveName);
  await mkdir(join(root, version), { recursive: true });
  if (options.entries === undefined) await copyFile(inject("hostArchive"), archive);
  else await writeTarGz(archive, below(folder, options.entries));
  await list(root, version, [archiveName], signed);
  const { npm, lts } = options;
  await writeIndex(root, version, ["headers", slug, "src"], { npm, lts });
  return { root, version, archive, archiveName };
}

/** Writes this release into the tree's index. */
export async function writeIndex(
  root: string,
  version: string,
  files: readonly string[],
  { npm = "11.0.0", lts = "Krypton" }: Pick<MirrorOptions, "npm" | "lts"> = {},
): Promise<void> {
  const { modules } = process.versions;
  const row = { version, date: "2026-10-01", files, npm, modules, lts, security: false };
  const index = join(root, "index.json");
  const others: readonly object[] = JSON.parse(await readFile(index, "utf8").catch(() => "[]"));
  const rows = [row, ...others.filter((other) => !("version" in other) || other.version !== version)];
  await writeFile(index, `[\n${rows.map((one) => JSON.stringify(one)).join(",\n")}\n]\n`);
}

function below(folder: string, entries: readonly Entry[]): Entry[] {
  return entries.map((entry) => (entry.isRaw ? entry : { ...entry, name: `${folder}/${entry.name}` }));
}

/** Writes SHASUMS256.txt of the named files, and its signature. */
export async function list(
  root: string,
  version: string,
  names: readonly string[],
  signed: boolean,
): Promise<void> {
  const lines = await Promise.all(
    names.map(async (name) => {
      const bytes = await readFile(join(root, version, name));
      return `${createHash("sha256").update(bytes).digest("hex")}  ${name}\n`;
    }),
  );
  const text = lines.join("");
  await writeFile(join(root, version, "SHASUMS256.txt"), text);
  if (!signed) return;
  const { clearsigned } = await signShasums(text, { privateKey: (await signingKey()).privateKey });
  await writeFile(join(root, version, "SHASUMS256.txt.asc"), clearsigned);
}

/** `linux-x64` as in file names. */
function hostSlug(): string {
  return `${process.platform}-${process.arch}`;
}
