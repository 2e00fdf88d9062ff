import { ReleaseIndexError } from "./errors.js";
import { cacheLifetime, type FetchLike, readBody } from "./http-response.js";
import { parseIndex } from "./parse-index.js";
import { redactUrl } from "./redact-url.js";
import type { ReleaseRow } from "./release-row.js";
import { decodeStored, encodeStored, type StoredIndex } from "./stored-index.js";

/** Where fetched indexes are kept: a map, localStorage, a file each. What it gives back is checked, not trusted. */
export interface IndexStore {
  get(key: string): string | undefined | Promise<string | undefined>;
  set(key: string, value: string): void | Promise<void>;
}

/** What {@link createIndexClient} works with. */
export interface IndexClientOptions {
  /** The fetch of the platform, or one that knows proxies. */
  readonly fetch: FetchLike;
  readonly store: IndexStore;
  /** The time in milliseconds since 1970, as `Date.now`. */
  readonly now: () => number;
  /** How long an answer without a lifetime of its own counts as fresh. Default: 5 minutes. */
  readonly maxAgeMs?: number;
  /** The longest index that is read. Default: 32 MiB; nodejs.org's nightly index has 5. */
  readonly maxBytes?: number;
  /** How long one request may take. Default: 30 seconds. */
  readonly timeoutMs?: number;
  /** The answer of last resort for an index of releases; `snapshot` of the subpath of that name. */
  readonly snapshot?: { readonly rows: readonly ReleaseRow[]; readonly date: string };
}

/** How one index is loaded. */
export interface LoadOptions {
  /** Ask nobody: answer from the store, however old, or from the snapshot. */
  readonly offline?: boolean;
}

/** An index, and where it came from. */
export interface LoadedIndex {
  readonly rows: readonly ReleaseRow[];
  /**
   * `network`: fetched now. `revalidated`: the server said that the stored one still holds. `cache`: the stored
   * one is fresh. `stale`: the stored one, because `problem` (or offline). `snapshot`: the bundled one, likewise.
   */
  readonly origin: "network" | "revalidated" | "cache" | "stale" | "snapshot";
  /** When a server last vouched for the rows. */
  readonly fetchedAt: Date;
  /** As asked for, without credentials. */
  readonly url: string;
  /** Why nothing newer is at hand. */
  readonly problem?: ReleaseIndexError;
}

/** Loads indexes over HTTP. */
export interface IndexClient {
  /**
   * Loads an index.json or index.tab: from the store while fresh, else from the server, which is asked whether
   * the stored one still holds; and when that fails, the stored one all the same, or the snapshot.
   *
   * @throws ReleaseIndexError `ERR_RELEASE_FETCH` (nothing could be had), `ERR_RELEASE_INDEX` (what was had is no
   * index).
   */
  load(url: string, options?: LoadOptions): Promise<LoadedIndex>;
}

const DEFAULTS = { maxAgeMs: 5 * 60_000, maxBytes: 32 * 1024 * 1024, timeoutMs: 30_000 };

type Settings = IndexClientOptions & typeof DEFAULTS;

/** Makes a client. Two loads of one URL at the same time share a request. */
export function createIndexClient(options: IndexClientOptions): IndexClient {
  const settings = { ...DEFAULTS, ...options };
  const pending = new Map<string, Promise<LoadedIndex>>();
  return {
    load(url, { offline = false } = {}) {
      const key = `${offline ? "offline" : "online"} ${url}`;
      const known = pending.get(key);
      if (known) return known;
      const fresh = loadIndex(url, offline, settings).finally(() => pending.delete(key));
      pending.set(key, fresh);
      return fresh;
    },
  };
}

/** A stored index that could be read. */
interface Kept extends StoredIndex {
  readonly rows: readonly ReleaseRow[];
}

async function loadIndex(url: string, offline: boolean, settings: Settings): Promise<LoadedIndex> {
  const kept = await readKept(url, settings.store);
  const now = settings.now();
  if (kept && !offline && now < kept.freshUntil && now >= kept.fetchedAt) return answer(kept, "cache");
  if (offline) {
    const why = "no copy of it is stored, and the network is not to be used";
    return fallBack(url, kept, { settings, problem: kept ? undefined : fetchError(redactUrl(url), why) });
  }
  try {
    return await requestIndex(url, kept, settings);
  } catch (error) {
    return fallBack(url, kept, { settings, problem: asProblem(error, url) });
  }
}

/** A store that fails, or holds what cannot be read, is as good as an empty one. */
async function readKept(url: string, store: IndexStore): Promise<Kept | undefined> {
  try {
    const stored = decodeStored(await store.get(url), url);
    return stored && { ...stored, rows: parseIndex(stored.body) };
  } catch {
    return undefined;
  }
}

/** An index that cannot be kept is an answer all the same. */
async function keep(stored: StoredIndex, store: IndexStore): Promise<void> {
  try {
    await store.set(stored.url, encodeStored(stored));
  } catch {
    // The next load will ask the server again.
  }
}

async function requestIndex(url: string, kept: Kept | undefined, settings: Settings): Promise<LoadedIndex> {
  const { fetch, store, now, maxBytes, timeoutMs } = settings;
  const response = await fetch(url, { headers: conditions(kept), signal: AbortSignal.timeout(timeoutMs) });
  const fetchedAt = now();
  const lifetime = cacheLifetime(response.headers.get("cache-control"));
  const freshUntil = fetchedAt + (lifetime.maxAgeMs ?? settings.maxAgeMs);
  if (response.status === 304 && kept) {
    const renewed = { ...kept, fetchedAt, freshUntil };
    await keep(renewed, store);
    return answer(renewed, "revalidated");
  }
  if (response.status !== 200) throw statusError(response.status, redactUrl(url));
  const body = await readBody(response, maxBytes);
  const [etag, lastModified] = [response.headers.get("etag"), response.headers.get("last-modified")];
  const fresh = { url, body, rows: parseIndex(body), fetchedAt, freshUntil, etag, lastModified };
  if (lifetime.mayStore) await keep(fresh, store);
  return answer(fresh, "network");
}

function conditions(kept: StoredIndex | undefined): Record<string, string> {
  const headers: Record<string, string> = { accept: "application/json, text/plain;q=0.9, */*;q=0.5" };
  if (kept?.etag) headers["if-none-match"] = kept.etag;
  if (kept?.lastModified) headers["if-modified-since"] = kept.lastModified;
  return headers;
}

function answer({ rows, fetchedAt, url }: Kept, origin: LoadedIndex["origin"]): LoadedIndex {
  return { rows, origin, fetchedAt: new Date(fetchedAt), url: redactUrl(url) };
}

interface Failure {
  readonly settings: Settings;
  readonly problem: ReleaseIndexError | undefined;
}

function fallBack(url: string, kept: Kept | undefined, { settings, problem }: Failure): LoadedIndex {
  const told = problem ? { problem } : {};
  if (kept) return { ...answer(kept, "stale"), ...told };
  const { snapshot } = settings;
  if (snapshot && isOfReleases(url)) {
    const { rows, date } = snapshot;
    return { rows, origin: "snapshot", fetchedAt: new Date(date), url: redactUrl(url), ...told };
  }
  throw problem ?? fetchError(redactUrl(url), "there is nothing to answer with");
}

const OTHER_CHANNEL =
  /\/(?:rc|(?:next-)?nightly|v8-canary|test|alpha|chakracore-[a-z]+)\/index\.(?:json|tab)$/;

/** The snapshot must not answer for the index of nightlies. */
function isOfReleases(url: string): boolean {
  return !OTHER_CHANNEL.test(url.replace(/[?#].*$/, ""));
}

function asProblem(error: unknown, url: string): ReleaseIndexError {
  const shownUrl = redactUrl(url);
  if (!(error instanceof ReleaseIndexError)) {
    return fetchError(shownUrl, reasonOf(error).replaceAll(url, shownUrl), { cause: error });
  }
  if (error.code !== "ERR_RELEASE_INDEX") return error;
  return new ReleaseIndexError("ERR_RELEASE_INDEX", `${error.message} (from ${shownUrl})`, {
    cause: error,
    hint: "A proxy, a login page or a cut connection answers like this. Open the URL to see.",
  });
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return "the server did not answer in time";
  // The platform's fetch says only "fetch failed", and the reason in the cause.
  return error.cause instanceof Error ? error.cause.message : error.message;
}

function statusError(status: number, shownUrl: string): ReleaseIndexError {
  const hint = status === 404 ? "Check the URL: an index ends in index.json or index.tab." : undefined;
  return fetchError(shownUrl, `the server answered with status ${status}`, { hint });
}

function fetchError(
  shownUrl: string,
  why: string,
  { cause, hint }: { readonly cause?: unknown; readonly hint?: string | undefined } = {},
): ReleaseIndexError {
  return new ReleaseIndexError("ERR_RELEASE_FETCH", `cannot load the release index ${shownUrl}: ${why}`, {
    cause,
    hint: hint ?? "Check the network and the mirror, or use a snapshot.",
  });
}
