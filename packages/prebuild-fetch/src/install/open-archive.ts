import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { ArtifactError, download, type ExpectedDigest } from "@nodewright/artifact-store";
import { PrebuildError } from "../errors.js";
import { filePathOf, requestUrl } from "./locations.js";
import type { InstallOptions } from "./types.js";

export interface ArchiveOptions
  extends Pick<InstallOptions, "client" | "openPrivate" | "onProgress" | "onRetry" | "signal"> {
  readonly expect?: ExpectedDigest | undefined;
}

export interface OpenedArchive {
  /** The bytes, once. */
  readonly body: AsyncIterable<Uint8Array>;
  /** What they were, once they are read to the end. */
  readonly digest: () => { readonly sha256: string; readonly sizeBytes: number };
}

/** A tarball on a server or in a file. Nothing happens before `body` is iterated. */
export function openArchive(url: string, options: ArchiveOptions): OpenedArchive {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  const source = url.startsWith("file:")
    ? readArchive(filePathOf(url))
    : fetchArchive(requestUrl(url), options);
  async function* body(): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const chunk of source) {
      hash.update(chunk);
      sizeBytes += chunk.length;
      yield chunk;
    }
  }
  return { body: body(), digest: () => ({ sha256: hash.digest("hex"), sizeBytes }) };
}

async function* readArchive(path: string): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* createReadStream(path);
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
    const isMissing = code === "ENOENT" || code === "ENOTDIR";
    throw new PrebuildError(
      isMissing ? "ERR_PREBUILD_NOT_FOUND" : "ERR_PREBUILD_FETCH",
      isMissing ? `Cannot find file ${path}` : `Cannot read ${path}: ${code ?? String(cause)}`,
      { hint: "Check the mirror's path.", url: path, cause },
    );
  }
}

async function* fetchArchive(
  url: string,
  { client, expect, openPrivate, onProgress, onRetry, signal }: ArchiveOptions,
): AsyncGenerator<Uint8Array, void, undefined> {
  const { body } = download({ urls: [url], client, expect: expect && [expect], onProgress, onRetry, signal });
  let isStarted = false;
  try {
    for await (const chunk of body) {
      isStarted = true;
      yield chunk;
    }
  } catch (error) {
    const isRefused = error instanceof ArtifactError && error.status === 403 && !isStarted;
    const opened = isRefused ? await openPrivate?.(url) : undefined;
    if (opened === undefined) throw error;
    yield* opened;
  }
}
