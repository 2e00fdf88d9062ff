import { createReadStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Readable } from "node:stream";
import { throwIfAborted } from "../abort.js";
import { Digester } from "../digest.js";
import { ArtifactError } from "../errors.js";
import { systemCode, toFileError } from "../files/file-errors.js";
import { isWorkName, writePartFile } from "../files/part-file.js";
import { assertWithin, spanOf } from "./byte-range.js";
import { listFiles } from "./list-files.js";
import { assertKey } from "./object-key.js";
import { assertExpectedSha256 } from "./payload.js";
import { takenError } from "./put-object.js";
import type { ObjectInfo, ObjectSource, ObjectStore, PutOptions } from "./types.js";

/**
 * Objects as files below `root`, which is made at the first `put`. A file is written aside, flushed
 * and linked into its place: readers see a whole object or none, and a key is taken only once,
 * however many processes try. Hidden files that are still being written are not objects.
 */
export function createDirectoryStore(root: string): ObjectStore {
  const top = resolve(root);
  const pathOf = (key: string): string => {
    assertKey(key);
    if (key.split("/").some(isWorkName)) {
      throw new ArtifactError("ERR_ARTIFACT_KEY", `Cannot use the key ${key}: files being written look so`, {
        hint: "Choose a name that does not begin with a dot.",
      });
    }
    return join(top, key);
  };
  return {
    location: top,
    locationOf: pathOf,
    head: async (key) => headFile(key, pathOf(key)),
    get: async (key, { range, signal } = {}) => {
      const span = spanOf(range);
      const path = pathOf(key);
      const info = await headFile(key, path);
      if (info === undefined) {
        return undefined;
      }
      assertWithin(span, info.sizeBytes ?? 0, path);
      return { ...info, body: readFileBody(path, createReadStream(path, span), signal) };
    },
    put: async (key, source, options = {}) => putFile(key, pathOf(key), source, options),
    list: (options = {}) => listFiles(top, options),
    delete: async (key) => {
      await rm(pathOf(key), { force: true }).catch((error: unknown) => {
        throw toFileError(error, "remove", pathOf(key));
      });
    },
    copy: async (from, to, options = {}) => putFile(to, pathOf(to), pathOf(from), options),
  };
}

async function headFile(key: string, path: string): Promise<ObjectInfo | undefined> {
  try {
    const stats = await stat(path);
    return stats.isFile()
      ? { key, sizeBytes: stats.size, modifiedAt: stats.mtime, etag: undefined, sha256: undefined }
      : undefined;
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(systemCode(error) ?? "")) {
      return undefined;
    }
    throw toFileError(error, "read", path);
  }
}

async function* readFileBody(
  path: string,
  stream: Readable,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array, void> {
  try {
    for await (const chunk of stream) {
      throwIfAborted(`Cannot read ${path}`, signal);
      yield chunk;
    }
  } catch (error) {
    throw toFileError(error, "read", path);
  }
}

async function putFile(
  key: string,
  path: string,
  source: ObjectSource,
  options: PutOptions,
): Promise<ObjectInfo> {
  const { overwrite = false, signal } = options;
  if (!overwrite && (await headFile(key, path)) !== undefined) {
    throw takenError(path);
  }
  return placing(path, () =>
    writePartFile(
      path,
      async (handle) => {
        const digester = new Digester(["sha256"]);
        let sizeBytes = 0;
        for await (const chunk of chunksOf(source)) {
          throwIfAborted(`Cannot publish ${path}`, signal);
          await handle.writeFile(chunk);
          digester.update(chunk);
          sizeBytes += chunk.length;
          options.onProgress?.({ sentBytes: sizeBytes, totalBytes: sizeBytes });
        }
        const { sha256 } = digester.current();
        assertExpectedSha256(sha256 ?? "", options.sha256, path);
        return { key, sizeBytes, modifiedAt: (await handle.stat()).mtime, etag: undefined, sha256 };
      },
      { replace: overwrite },
    ),
  );
}

async function* chunksOf(source: ObjectSource): AsyncGenerator<Uint8Array, void> {
  if (source instanceof Uint8Array) {
    yield source;
  } else if (typeof source === "string") {
    const stream = createReadStream(source, { highWaterMark: 1 << 20 });
    yield* readFileBody(source, stream, undefined);
  } else {
    yield* source;
  }
}

async function placing<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof ArtifactError && error.code === "ERR_ARTIFACT_EXISTS" ? takenError(path) : error;
  }
}
