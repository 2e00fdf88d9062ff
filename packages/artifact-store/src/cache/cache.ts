import { createReadStream } from "node:fs";
import { type FileHandle, rm } from "node:fs/promises";
import { join } from "node:path";
import { throwIfAborted } from "../abort.js";
import { Digester, type ExpectedDigest, parseExpectedDigest } from "../digest.js";
import { ArtifactError } from "../errors.js";
import { systemCode, toFileError } from "../files/file-errors.js";
import { withLock } from "../files/lock.js";
import { makeDirectory } from "../files/make-directory.js";
import { writePartFile } from "../files/part-file.js";
import { giveBack } from "../give-back.js";

/** sha256 for files of release lists, sha512 for packages of npm registries. */
export interface CacheDigest extends ExpectedDigest {
  readonly algorithm: "sha256" | "sha512";
}

export interface CacheOptions {
  readonly signal?: AbortSignal | undefined;
}

export interface CachePutOptions extends CacheOptions {
  /** The source itself throws at its end if its bytes are not those of the digest, as a `Download` does. */
  readonly isProven?: boolean | undefined;
}

/**
 * A directory of files that are named by their digests. It is not trusted: every read proves the
 * file again. Any number of processes may use it at once, and any of them may be killed.
 */
export interface Cache {
  /**
   * The path of a file whose bytes were just proved, or undefined. A file that is not what its name
   * says is removed. The caller reads the file, and does not change it.
   */
  get(digest: CacheDigest, options?: CacheOptions): Promise<string | undefined>;
  /**
   * Takes a file in and returns its path.
   * @throws ArtifactError ERR_ARTIFACT_DIGEST or _SIZE if the bytes are others; then nothing is kept.
   */
  put(source: AsyncIterable<Uint8Array>, digest: CacheDigest, options?: CachePutOptions): Promise<string>;
  /** Where the file is or would be. Says nothing about its being there, or being right. */
  pathOf(digest: CacheDigest): string;
  /** True if there was such a file. */
  delete(digest: CacheDigest): Promise<boolean>;
}

/** Nothing is made before the first `put`. */
export function createCache({ root }: { readonly root: string }): Cache {
  const place = (digest: CacheDigest): Entry => {
    const [hex = ""] = parseExpectedDigest(digest);
    const path = join(root, digest.algorithm, hex.slice(0, 2), hex);
    return {
      path,
      hex,
      digest,
      work: join(root, "tmp"),
      lock: join(root, "tmp", `.${hex.slice(0, 64)}.lock`),
    };
  };
  return {
    pathOf: (digest) => place(digest).path,
    get: async (digest, options = {}) => getEntry(place(digest), options),
    put: async (source, digest, options = {}) => putEntry(place(digest), source, options),
    delete: async (digest) => deleteEntry(place(digest)),
  };
}

interface Entry {
  readonly path: string;
  readonly hex: string;
  readonly digest: CacheDigest;
  /** Where part files and locks are. */
  readonly work: string;
  readonly lock: string;
}

/** Writes to the disk are about this long. */
const PIECE_BYTES = 1 << 20;

type Check = "right" | "wrong" | "missing";

async function getEntry(entry: Entry, options: CacheOptions): Promise<string | undefined> {
  const check = await checkEntry(entry, options);
  if (check === "wrong") {
    await removeWrong(entry, options);
  }
  return check === "right" ? entry.path : undefined;
}

async function checkEntry({ path, hex, digest }: Entry, { signal }: CacheOptions): Promise<Check> {
  const doing = `Cannot check ${path}`;
  const digester = new Digester([digest.algorithm]);
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
      throwIfAborted(doing, signal);
      digester.update(chunk);
    }
  } catch (error) {
    if (systemCode(error) === "ENOENT") {
      return "missing";
    }
    throw toFileError(error, "read", path);
  }
  return digester.current()[digest.algorithm] === hex ? "right" : "wrong";
}

/** Looks again under the lock: another process may have put the right file there meanwhile. */
async function removeWrong(entry: Entry, options: CacheOptions): Promise<void> {
  await makeDirectory(entry.work);
  await withLock(entry.lock, options, async () => {
    if ((await checkEntry(entry, options)) === "wrong") {
      await rm(entry.path, { force: true });
    }
  });
}

/** Not flushed to the disk: what a loss of power spoils is found at the next read. */
async function putEntry(
  entry: Entry,
  source: AsyncIterable<Uint8Array>,
  options: CachePutOptions,
): Promise<string> {
  await writePartFile(entry.path, (handle) => writeChecked(handle, source, entry, options), {
    partDirectory: entry.work,
    durable: false,
    commit: (rename) => withLock(entry.lock, options, rename),
  });
  return entry.path;
}

async function writeChecked(
  handle: FileHandle,
  source: AsyncIterable<Uint8Array>,
  { path, hex, digest }: Entry,
  { signal, isProven }: CachePutOptions,
): Promise<void> {
  const digester = new Digester(isProven === true ? [] : [digest.algorithm]);
  const sizeBytes = await writeInPieces(handle, source, (chunk) => {
    throwIfAborted(`Cannot write ${path}`, signal);
    digester.update(chunk);
  });
  const found = digester.current()[digest.algorithm] ?? hex;
  const hint = "The bytes are damaged or not those that were promised: fetch them again.";
  if (found !== hex) {
    const why = `their ${digest.algorithm} is ${found} where ${hex} is expected`;
    throw new ArtifactError("ERR_ARTIFACT_DIGEST", `Cannot keep the bytes as ${path}: ${why}`, {
      hint,
      path,
    });
  }
  if (digest.sizeBytes !== undefined && digest.sizeBytes !== sizeBytes) {
    const why = `they are ${sizeBytes} where ${digest.sizeBytes} are expected`;
    throw new ArtifactError("ERR_ARTIFACT_SIZE", `Cannot keep the bytes as ${path}: ${why}`, { hint, path });
  }
}

/** Writes many of a socket's small chunks by one call; returns their size together. */
async function writeInPieces(
  handle: FileHandle,
  source: AsyncIterable<Uint8Array>,
  look: (chunk: Uint8Array) => void,
): Promise<number> {
  let [writtenBytes, pieceBytes] = [0, 0];
  const piece: Uint8Array[] = [];
  const flush = async (): Promise<void> => {
    const bytes = Buffer.concat(piece, pieceBytes);
    await handle.writeFile(bytes);
    giveBack(bytes);
    writtenBytes += pieceBytes;
    [piece.length, pieceBytes] = [0, 0];
  };
  for await (const chunk of source) {
    look(chunk);
    piece.push(chunk);
    pieceBytes += chunk.length;
    if (pieceBytes >= PIECE_BYTES) await flush();
  }
  await flush();
  return writtenBytes;
}

async function deleteEntry(entry: Entry): Promise<boolean> {
  try {
    await rm(entry.path);
    return true;
  } catch (error) {
    if (systemCode(error) === "ENOENT") {
      return false;
    }
    throw toFileError(error, "remove", entry.path);
  }
}
