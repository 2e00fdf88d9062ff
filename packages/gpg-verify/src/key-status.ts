import type { FoundKey } from "./find-keys.js";
import type { KeyringKey, Revocation } from "./keyring.js";
import type { KeyStatus } from "./verdict.js";

/** A key's dates as one: a subkey is never better than its primary key. Milliseconds since 1970. */
export interface KeyWindow {
  readonly createdAt: number;
  readonly expiresAt: number | undefined;
  readonly retiredAt: number | undefined;
  readonly revocations: readonly Revocation[];
}

export function keyWindow({ entry, key }: FoundKey): KeyWindow {
  const keys: readonly KeyringKey[] = [...new Set([entry, key])];
  const ends = keys.flatMap(({ expiresAt }) => (expiresAt === undefined ? [] : [Date.parse(expiresAt)]));
  return {
    createdAt: Math.max(...keys.map(({ createdAt }) => Date.parse(createdAt))),
    expiresAt: ends.length === 0 ? undefined : Math.min(...ends),
    retiredAt: entry.retiredAt === undefined ? undefined : Date.parse(entry.retiredAt),
    revocations: keys.flatMap(({ revoked }) => revoked ?? []),
  };
}

/** Whether the owner says that nothing the key ever signed is his: compromised, or no reason given. */
export function isDisowned({ revocations }: KeyWindow): boolean {
  return revocations.some(({ reason }) => reason === "compromised" || reason === "unspecified");
}

/** The status at a time, by what is known today. */
export function keyStatusAt(window: KeyWindow, time: number): KeyStatus {
  if (isDisowned(window) || window.revocations.some(({ at }) => time >= Date.parse(at))) return "revoked";
  if (window.expiresAt !== undefined && time >= window.expiresAt) return "expired";
  if (window.retiredAt !== undefined && time >= window.retiredAt) return "retired";
  return "active";
}
