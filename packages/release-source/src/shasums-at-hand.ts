import type { AnswerStore } from "./answer-store.js";
import { below } from "./dist-tree.js";
import { distUrl } from "./dist-url.js";
import { answerKey } from "./file-reader.js";
import { type ProvenShasums, proveShasums, type ShasumsFiles, type TrustOptions } from "./shasums-proof.js";

export interface AtHandOptions extends Omit<TrustOptions, "unsafeSkipSignature"> {
  /** The user's own clear-signed list. */
  readonly shasums?: string | undefined;
  readonly store?: AnswerStore | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** A signed list that is there without asking anyone, proven. */
export interface ShasumsAtHand {
  readonly shasums: ProvenShasums;
  /** Whether the user named it; it is expected to prove something then. */
  readonly isGiven: boolean;
}

/**
 * The signed list of a version that can be had without asking anyone: the user's own, which must be good, else one
 * that a dist tree gave earlier, which is passed over when it is not.
 * @throws SourceError when the user's own is not signed by a trusted key, or is of another version
 */
export async function shasumsAtHand(
  version: string,
  options: AtHandOptions,
): Promise<ShasumsAtHand | undefined> {
  const { keyring, policy, now, shasums: given } = options;
  const prove = (location: string, clearsigned: Uint8Array): Promise<ProvenShasums> =>
    proveShasums({ location, version, read: only(clearsigned) }, { keyring, policy, now });
  if (given !== undefined) {
    return { shasums: await prove("--shasums", new TextEncoder().encode(given)), isGiven: true };
  }
  try {
    const kept = await keptList(version, options);
    return kept && { shasums: await prove("the cache", kept), isGiven: false };
  } catch {
    // Nobody asked for it: whoever does, the dist source, will say what is wrong with it or its address.
    return undefined;
  }
}

async function keptList(version: string, { store, env }: AtHandOptions): Promise<Uint8Array | undefined> {
  return store?.get(answerKey(below(distUrl(env), version, "SHASUMS256.txt.asc")));
}

function only(clearsigned: Uint8Array): ShasumsFiles["read"] {
  return async (name) => (name === "SHASUMS256.txt.asc" ? clearsigned : undefined);
}
