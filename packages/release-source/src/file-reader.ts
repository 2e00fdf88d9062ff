import { createHash } from "node:crypto";
import { ArtifactError, download, type HttpClient } from "@nodewright/artifact-store";
import type { AnswerStore } from "./answer-store.js";
import { isNoAnswer, notAtHand, unreachable } from "./no-answer.js";

export interface FileReaderOptions {
  readonly client: HttpClient;
  readonly store?: AnswerStore | undefined;
  /** No request is made: answers come from the store alone. */
  readonly offline?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface ReadFileOptions {
  readonly maxBytes: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Reads one small file over HTTP.
 * @returns its bytes, or undefined where the server says that there is none (404, 410)
 * @throws SourceError ERR_SOURCE_UNREACHABLE, ERR_SOURCE_OFFLINE; ArtifactError for any other answer
 */
export type ReadFile = (url: string, options: ReadFileOptions) => Promise<Uint8Array | undefined>;

/** Answers are remembered, so that the same question can be asked again offline. */
export function createFileReader({ client, store, offline = false, signal }: FileReaderOptions): ReadFile {
  return async (url, options) => {
    const key = answerKey(url);
    if (offline) {
      const kept = await store?.get(key);
      if (kept === undefined) throw notAtHand(url);
      return kept;
    }
    const bytes = await request(url, { ...options, client, signal });
    if (bytes !== undefined) await store?.set(key, bytes);
    return bytes;
  };
}

/** Where a store keeps the answer of a URL: a name that gives away neither the URL nor credentials in it. */
export function answerKey(url: string): string {
  return createHash("sha256").update(url).digest("hex");
}

interface Request extends ReadFileOptions {
  readonly client: HttpClient;
  readonly signal: AbortSignal | undefined;
}

async function request(url: string, options: Request): Promise<Uint8Array | undefined> {
  try {
    const chunks: Uint8Array[] = [];
    for await (const chunk of download({ urls: [url], ...options }).body) chunks.push(chunk);
    return Buffer.concat(chunks);
  } catch (error) {
    if (!(error instanceof ArtifactError)) throw error;
    if (error.code === "ERR_ARTIFACT_NOT_FOUND") return undefined;
    throw isNoAnswer(error) ? unreachable(error) : error;
  }
}
