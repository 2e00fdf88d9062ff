import { expect, test } from "vitest";
import { createKeyring } from "../src/create-keyring.js";
import { findKeys } from "../src/find-keys.js";
import { isDisowned, keyStatusAt, keyWindow } from "../src/key-status.js";
import {
  type CertificateOptions,
  forgeCertificate,
  forgeKey,
  KEY_MADE,
  type SubkeySpec,
} from "./support/forge.js";

const DAY = 86_400;
const at = (days: number): number => (KEY_MADE + days * DAY) * 1000;

function windowOf(
  options: CertificateOptions & { retiredAt?: Date },
  subkey?: Omit<SubkeySpec, "key">,
): ReturnType<typeof keyWindow> {
  const primary = forgeKey();
  const sub = forgeKey("ed25519", KEY_MADE + DAY);
  const subkeys = subkey === undefined ? [] : [{ key: sub, ...subkey }];
  const key = forgeCertificate(primary, { ...options, subkeys });
  const keyring = createKeyring({
    key,
    ...(options.retiredAt === undefined ? {} : { retiredAt: options.retiredAt }),
  });
  const [found] = findKeys(keyring, (subkey === undefined ? primary : sub).fingerprint);
  if (found === undefined) throw new Error("no key");
  return keyWindow(found);
}

test("keyWindow() gives a primary key its own dates", () => {
  const retiredAt = new Date(at(9));
  expect(windowOf({ lifetime: 5 * DAY, retiredAt })).toEqual({
    createdAt: at(0),
    expiresAt: at(5),
    retiredAt: at(9),
    revocations: [],
  });
});

test.each([
  { name: "its own end", lifetime: undefined, own: 3 * DAY, end: 4 },
  { name: "its primary key's end", lifetime: 2 * DAY, own: undefined, end: 2 },
  { name: "the earlier of both", lifetime: 2 * DAY, own: 30 * DAY, end: 2 },
])("keyWindow() gives a subkey $name", ({ lifetime, own, end }) => {
  const window = windowOf(
    lifetime === undefined ? {} : { lifetime },
    own === undefined ? {} : { lifetime: own },
  );
  expect(window.expiresAt).toBe(at(end));
  expect(window.createdAt).toBe(at(1));
});

test("keyWindow() revokes a subkey with its primary key", () => {
  expect(windowOf({ revokedFor: 2 }, {}).revocations).toHaveLength(1);
  expect(windowOf({}, { revokedFor: 2 }).revocations).toHaveLength(1);
  expect(windowOf({ revokedFor: 1 }, { revokedFor: 2 }).revocations).toHaveLength(2);
});

test.each([
  { reason: 0, disowned: true },
  { reason: 1, disowned: false },
  { reason: 2, disowned: true },
  { reason: 3, disowned: false },
])("isDisowned() is $disowned for a revocation for reason $reason", ({ reason, disowned }) => {
  expect(isDisowned(windowOf({ revokedFor: reason }))).toBe(disowned);
});

test.each([
  { name: "active before everything", options: {}, day: 1, status: "active" },
  { name: "active a moment before its end", options: { lifetime: 2 * DAY }, day: 2 - 1e-6, status: "active" },
  { name: "expired at its end", options: { lifetime: 2 * DAY }, day: 2, status: "expired" },
  {
    name: "retired from its retirement on",
    options: { retiredAt: new Date(at(3)) },
    day: 3,
    status: "retired",
  },
  { name: "active before its retirement", options: { retiredAt: new Date(at(3)) }, day: 2, status: "active" },
  {
    name: "expired rather than retired",
    options: { lifetime: DAY, retiredAt: new Date(at(1)) },
    day: 3,
    status: "expired",
  },
  {
    name: "active before it was replaced",
    options: { revokedFor: 1, revokedAt: KEY_MADE + 5 * DAY },
    day: 4,
    status: "active",
  },
  {
    name: "revoked after it was replaced",
    options: { revokedFor: 1, revokedAt: KEY_MADE + 5 * DAY },
    day: 5,
    status: "revoked",
  },
  {
    name: "revoked from the start if compromised",
    options: { revokedFor: 2, revokedAt: KEY_MADE + 5 * DAY },
    day: 0,
    status: "revoked",
  },
])("keyStatusAt() is $name", ({ options, day, status }) => {
  expect(keyStatusAt(windowOf(options), at(day))).toBe(status);
});
