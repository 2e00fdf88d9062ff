import { createHash } from "node:crypto";
import { download, type HttpClient, redactUrl } from "@nodewright/artifact-store";
import { errorCode, isUnreachable, SourceError } from "./errors.js";

/** Small answers kept between runs by key; whoever reads one back proves it again. */
export interface AnswerStore {
  get(key: string): Promise<Uint8Array | undefined>;
  set(key: string, bytes: Uint8Array): Promise<void>;
}

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
 * @returns its bytes, or undefined where the server says that there is none (404)
 * @throws SourceError ERR_SOURCE_UNREACHABLE, ERR_SOURCE_OFFLINE; ArtifactError for any other answer
 */
export type ReadFile = (url: string, options: ReadFileOptions) => Promise<Uint8Array | undefined>;

/** Answers are remembered, so that the same question can be asked again offline. */
export function createFileReader({ client, store, offline = false, signal }: FileReaderOptions): ReadFile {
  return async (url, options) => {
    const key = createHash("sha256").update(url).digest("hex");
    if (offline) {
      const kept = await store?.get(key);
      if (kept !== undefined) return kept;
      throw new SourceError(
        "ERR_SOURCE_OFFLINE",
        `${redactUrl(url)} was not read before: offline, nothing is fetched`,
        {
          hint: "run the same command once without --offline",
        },
      );
    }
    const bytes = await request(client, url, { ...options, signal });
    if (bytes !== undefined) await store?.set(key, bytes);
    return bytes;
  };
}

async function request(
  client: HttpClient,
  url: string,
  options: ReadFileOptions & { readonly signal: AbortSignal | undefined },
): Promise<Uint8Array | undefined> {
  try {
    const chunks: Uint8Array[] = [];
    for await (const chunk of download({ urls: [url], client, ...options }).body) chunks.push(chunk);
    return Buffer.concat(chunks);
  } catch (error) {
    if (errorCode(error) === "ERR_ARTIFACT_NOT_FOUND") return undefined;
    if (!isUnreachable(error)) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new SourceError("ERR_SOURCE_UNREACHABLE", why, {
      hint: "check the network and the proxy variables, or name another source: --source npm, a mirror's URL or a directory",
      cause: error,
    });
  }
}
