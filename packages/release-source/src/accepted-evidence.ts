import { nodeReleaseKeyring } from "@nodewright/gpg-verify";
import type { Evidence } from "./evidence.js";
import type { TrustOptions } from "./shasums-proof.js";

/** Whether lists that were proven earlier would be proven by the same keys and consents today. */
export function acceptsShasums(
  evidence: readonly Evidence[],
  {
    keyring = nodeReleaseKeyring,
    unsafeSkipSignature,
  }: Pick<TrustOptions, "keyring" | "unsafeSkipSignature">,
): boolean {
  const keys = keyring.keys.flatMap((entry) => (entry.revoked ? [] : [entry, ...entry.subkeys]));
  const trusted = new Set(keys.filter(({ revoked }) => !revoked).map(({ fingerprint }) => fingerprint));
  return (
    evidence.length > 0 &&
    evidence.every((one) =>
      one.kind === "release-key"
        ? trusted.has(one.keyFingerprint)
        : one.kind === "unsigned-shasums" && unsafeSkipSignature === true,
    )
  );
}
