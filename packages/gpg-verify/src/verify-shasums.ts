import type { Keyring } from "./keyring.js";
import { type Ground, refusalOf } from "./refusal.js";
import { nodeReleaseKeyring } from "./release-keys.generated.js";
import { type OpenedInput, openSigned } from "./signed-input.js";
import type { SignedShasums } from "./signed-shasums.js";
import type { Policy, Verdict } from "./verdict.js";
import { verifySignature } from "./verify-signature.js";

export interface VerifyOptions {
  /** Default: the Node.js release keys pinned in this package. */
  readonly keyring?: Keyring | undefined;
  /** Default `release`. */
  readonly policy?: Policy | undefined;
  /** Today, for what expires. Default: the clock. */
  readonly now?: Date | undefined;
  /** The release that was asked for, with or without `v`: a good list for another one is `wrong-version`. */
  readonly version?: string | undefined;
}

const POLICIES: ReadonlySet<string> = new Set<Policy>(["strict", "release", "historic"]);

/**
 * The verdict on a signed list of digests. Whatever stands in the input gives a verdict; digests come
 * with `valid` alone, and only from the signed text. Of several signatures none by a key of the keyring
 * may be false, and one must be valid.
 * @throws {GpgError} `ERR_GPG_KEYRING`, `ERR_GPG_KEY`: the keyring itself is broken.
 */
export async function verifyShasums(input: SignedShasums, options: VerifyOptions = {}): Promise<Verdict> {
  const { keyring = nodeReleaseKeyring, policy = "release", now = new Date(), version } = options;
  if (!POLICIES.has(policy)) throw new TypeError(`Unknown policy ${JSON.stringify(policy)}`);
  const context = { keyring, policy, now: now.getTime(), version: version?.replace(/^v/, "") };
  if (Number.isNaN(context.now)) throw new TypeError("now is not a date");
  const opened = open(input);
  if ("verdict" in opened) return Object.freeze({ policy, hasUnsignedText: false, ...opened });
  const verdicts = opened.signatures.map((body) => verifySignature(body, opened, context));
  return Object.freeze(choose(verdicts));
}

function open(input: SignedShasums): OpenedInput | Ground {
  try {
    return openSigned(input);
  } catch (error) {
    return refusalOf(error);
  }
}

/** A false signature spoils the list even beside a good one; otherwise one good signature is enough. */
function choose(verdicts: readonly Verdict[]): Verdict {
  return verdicts.reduce((chosen, next) => (rank(next) < rank(chosen) ? next : chosen));
}

function rank({ verdict }: Verdict): number {
  if (verdict === "bad") return 0;
  return verdict === "valid" ? 1 : 2;
}
