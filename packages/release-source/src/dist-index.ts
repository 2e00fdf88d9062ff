import { ArtifactError, type HttpClient, redactUrl } from "@nodewright/artifact-store";
import {
  createIndexClient,
  type FetchLike,
  type IndexStore,
  type LoadedIndex,
} from "@nodewright/release-index/client";
import type { AnswerStore } from "./answer-store.js";
import { errorCode, messageOf, SourceError } from "./errors.js";
import { answerKey } from "./file-reader.js";
import { isBlocked, notAtHand, unreachable } from "./no-answer.js";
import { assertPlainRows, notAnIndex } from "./read-index.js";
import type { KnownReleases, SourceIndex } from "./source.js";

export interface DistIndexOptions {
  /** The index.json of a dist tree. */
  readonly url: string;
  readonly client: HttpClient;
  readonly store?: AnswerStore | undefined;
  readonly offline?: boolean | undefined;
  /** What answers offline where nothing is stored. */
  readonly snapshot?: KnownReleases | undefined;
  readonly now?: (() => Date) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The client gives up silent servers by itself; this is for those that send a byte now and then. */
const maxLoadMs = 120_000;

/**
 * The index of a dist tree: the stored one while it is fresh or the server says that it still holds, else a new one;
 * offline the stored one however old, else the snapshot.
 *
 * Online a stored index does not stand in for a server that fails, as it may elsewhere: lists and archives would
 * have to come from that server too. To say so at once lets another source be asked.
 * @throws SourceError ERR_SOURCE_UNREACHABLE, ERR_SOURCE_OFFLINE, ERR_SOURCE_INDEX
 */
export async function loadDistIndex(options: DistIndexOptions): Promise<SourceIndex> {
  const { offline = false, snapshot, now = () => new Date() } = options;
  // Without credentials, for the store and messages have no need of them; only the request has.
  const shown = redactUrl(options.url);
  const index = createIndexClient({
    fetch: createFetch(options),
    store: createIndexStore(options.store),
    now: () => now().getTime(),
    timeoutMs: maxLoadMs,
    ...(snapshot === undefined ? {} : { snapshot }),
  });
  const loaded = await index.load(shown, { offline }).catch((problem: unknown) => ({ problem }));
  if (!("rows" in loaded)) throw offline ? notAtHand(shown) : toSourceError(loaded.problem, options);
  if (loaded.problem !== undefined && !offline) throw toSourceError(loaded.problem, options);
  assertPlainRows(loaded.rows, shown);
  return { rows: loaded.rows, origin: describeOrigin(loaded) };
}

/** A fetch of this one file that throws for statuses which say that there is none, or that nobody answered. */
function createFetch({ url, client, signal }: DistIndexOptions): FetchLike {
  return async (shown, init) => {
    const signals = signal === undefined ? [init.signal] : [init.signal, signal];
    const response = await client.fetch(url, { headers: init.headers, signal: AbortSignal.any(signals) });
    const { status, headers } = response;
    if (status === 404 || status === 410) throw noIndex(shown);
    if (isBlocked(status)) throw unreachable(new Error(`${shown}: the server answered ${status}`));
    if (status === 200 && /^text\/html\b/i.test(headers.get("content-type") ?? "")) {
      throw unreachable(new Error(`${shown}: the server sent a web page instead of an index`));
    }
    return response;
  };
}

function noIndex(shown: string): SourceError {
  return new SourceError("ERR_SOURCE_INDEX", `there is no ${shown}`, {
    hint: "name the folder that holds index.json, as https://nodejs.org/dist",
  });
}

function createIndexStore(store: AnswerStore | undefined): IndexStore {
  return {
    get: async (url) => {
      const bytes = await store?.get(answerKey(url));
      return bytes && new TextDecoder().decode(bytes);
    },
    set: async (url, value) => store?.set(answerKey(url), new TextEncoder().encode(value)),
  };
}

/** What the index client says has the reason as its cause; a failure of the network has a code, a wrong answer none. */
function toSourceError(problem: unknown, { signal }: DistIndexOptions): Error {
  const reason = problem instanceof Error ? problem.cause : undefined;
  if (reason instanceof SourceError) return reason;
  if (reason instanceof ArtifactError && signal?.aborted === true) return reason;
  const isWrongAnswer = errorCode(problem) === "ERR_RELEASE_INDEX" || errorCode(reason) === undefined;
  return isWrongAnswer ? notAnIndex(messageOf(problem), problem) : unreachable(reason);
}

function describeOrigin({ origin, fetchedAt }: LoadedIndex): string {
  const day = fetchedAt.toISOString().slice(0, 10);
  switch (origin) {
    case "network":
      return "index.json";
    case "revalidated":
    case "cache":
      return "index.json, as stored";
    case "stale":
      return `index.json of ${day}, as stored: offline`;
    case "snapshot":
      return `bundled table of ${day}: offline`;
  }
}
