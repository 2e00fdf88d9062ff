import { createHash, randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { pipeline } from "node:stream/promises";

/** The digest of a file as it was right after it was proven, and what the file system said of it then. */
interface DigestRecord {
  readonly sha256: string;
  readonly identity: string;
}

/**
 * The digest of a file that was proven when it was put there, compared with its record. A file whose inode, size and
 * times of change are those of the record was not written since, and is not read again; any other is.
 * @returns the sha256 in hex; undefined when the bytes are not those that were proven
 */
export async function provenDigest(file: string, record: string): Promise<string | undefined> {
  const known = await readRecord(record);
  const identity = await identityOf(file);
  if (known?.identity === identity) return known.sha256;
  const sha256 = await digestOf(file);
  if (known !== undefined && known.sha256 !== sha256) return undefined;
  await writeRecord(record, { sha256, identity });
  return sha256;
}

/** Forgets what was proven, for a file that is made anew. */
export async function forgetDigest(record: string): Promise<void> {
  await rm(record, { force: true });
}

async function readRecord(path: string): Promise<DigestRecord | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(path, "utf8"));
    const [sha256, identity] = ["sha256", "identity"].map((key) => Reflect.get(Object(value), key));
    return typeof sha256 === "string" && typeof identity === "string" ? { sha256, identity } : undefined;
  } catch {
    return undefined;
  }
}

async function writeRecord(path: string, record: DigestRecord): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${randomBytes(6).toString("hex")}.tmp`;
  await writeFile(temporary, JSON.stringify(record));
  await rename(temporary, path);
}

async function identityOf(file: string): Promise<string> {
  const { dev, ino, size, mtimeNs, ctimeNs } = await stat(file, { bigint: true });
  return [dev, ino, size, mtimeNs, ctimeNs].join(" ");
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
  return hash.digest("hex");
}
