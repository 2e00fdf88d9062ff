import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readKey } from "openpgp";
import { describe, expect, test } from "vitest";
import { findKeys, publicKeyOf } from "../src/find-keys.js";
import { keyStatusAt, keyWindow } from "../src/key-status.js";
import type { KeyringKey } from "../src/keyring.js";
import { keyringFromJson } from "../src/keyring-json.js";
import { nodeReleaseKeyring } from "../src/release-keys.generated.js";
import { corpusMissing, corpusPath, listCorpus, readCorpus } from "./support/corpus.js";
import { armor, forgeCertificate, forgeKey } from "./support/forge.js";
import { type GpgKey, gpgMissing, showKeys } from "./support/gnupg.js";

const SCRIPT = fileURLToPath(new URL("../scripts/make-keyring.mjs", import.meta.url));
const rows: readonly KeyringKey[] = nodeReleaseKeyring.keys.flatMap((entry) => [entry, ...entry.subkeys]);
const row = (fingerprint: string): KeyringKey | undefined =>
  rows.find((key) => key.fingerprint === fingerprint);

test("nodeReleaseKeyring lists 29 primary keys, 9 of them active, and each packet is the key that its row says", () => {
  expect(nodeReleaseKeyring.keys).toHaveLength(29);
  expect(nodeReleaseKeyring.keys.filter(({ status }) => status === "active")).toHaveLength(9);
  for (const key of rows) expect(publicKeyOf(key).fingerprint).toBe(key.fingerprint);
  expect(new Set(rows.map(({ fingerprint }) => fingerprint)).size).toBe(rows.length);
});

test("nodeReleaseKeyring says since when every retired key is, and of no active one", () => {
  for (const { status, retiredAt } of nodeReleaseKeyring.keys)
    expect(retiredAt !== undefined).toBe(status === "retired");
});

test("nodeReleaseKeyring takes no more than 27 KB of source", () => {
  const file = fileURLToPath(new URL("../src/release-keys.generated.ts", import.meta.url));
  expect(statSync(file).size).toBeLessThanOrEqual(27 * 1024);
});

test("scripts/make-keyring.mjs reports what is missing, extra, not listed and without a file", () => {
  const [listed, unlisted] = [forgeKey(), forgeKey()];
  const absent = "A".repeat(40);
  const checkout = mkdtempSync(join(tmpdir(), "release-keys-"));
  try {
    mkdirSync(join(checkout, "keys"));
    for (const key of [listed, unlisted]) {
      writeFileSync(
        join(checkout, "keys", `${key.fingerprint}.asc`),
        armor("PUBLIC KEY BLOCK", forgeCertificate(key)),
      );
    }
    const rows = [listed.fingerprint, absent].map(
      (fingerprint) => `* **Some One** <<a@example.org>>\n  [\`${fingerprint}\`](x)`,
    );
    writeFileSync(
      join(checkout, "README.md"),
      ["<!-- Active releasers keys -->", ...rows, "<!-- /Active releasers keys -->"].join("\n"),
    );
    const { status, stdout } = spawnSync(process.execPath, [SCRIPT, checkout], { encoding: "utf8" });
    expect(status).toBe(1);
    expect(stdout).toContain(`missing: ${listed.fingerprint} (Some One, active)`);
    expect(stdout).toContain(`not listed: keys/${unlisted.fingerprint}.asc`);
    expect(stdout).toContain(`no file: ${absent}`);
    expect(stdout.match(/^extra: /gm)).toHaveLength(29);
  } finally {
    rmSync(checkout, { recursive: true });
  }
});

/** From the release posts: who signed with which key when, and how the key stood. */
test.each([
  {
    release: "v26.5.1",
    key: "890C08DB8579162FEE0DF9DB8BEAB4DFCF555EF4",
    signed: "2026-07-29",
    status: "expired",
  },
  {
    release: "v26.5.0",
    key: "890C08DB8579162FEE0DF9DB8BEAB4DFCF555EF4",
    signed: "2026-07-07",
    status: "active",
  },
  {
    release: "v16.20.0",
    key: "4ED778F539E3634C779C87C6D7062848A1AB005C",
    signed: "2023-03-29",
    status: "expired",
  },
  {
    release: "v16.20.2",
    key: "61FC681DFB92A079F1685E77973F295594EC4689",
    signed: "2022-12-01",
    status: "active",
  },
])("nodeReleaseKeyring knows that the key of $release was $status on $signed", ({ key, signed, status }) => {
  const [found] = findKeys(nodeReleaseKeyring, key);
  expect(found && keyStatusAt(keyWindow(found), Date.parse(signed))).toBe(status);
});

test("nodeReleaseKeyring has the subkey that was taken back, as revoked", () => {
  const [found] = findKeys(nodeReleaseKeyring, "DEA16371974031A5");
  expect(found?.entry.signer).toBe("Myles Borins");
  expect(found?.key.revoked).toBeDefined();
});

describe.skipIf(corpusMissing !== undefined)(
  `nodeReleaseKeyring beside the keys of nodejs/release-keys (${corpusMissing ?? "present"})`,
  () => {
    test("is what scripts/make-keyring.mjs makes of them", () => {
      const run = spawnSync(process.execPath, [SCRIPT, corpusPath("release-keys")], { encoding: "utf8" });
      expect(run.stdout).toContain("up to date");
      expect(run.status).toBe(0);
    });

    test("is what the script writes for a refresh apart from the code", () => {
      const directory = mkdtempSync(join(tmpdir(), "keyring-"));
      const file = join(directory, "keyring.json");
      try {
        const run = spawnSync(process.execPath, [SCRIPT, corpusPath("release-keys"), "--json", file], {
          encoding: "utf8",
        });
        expect(run.stderr).toBe("");
        expect(keyringFromJson(readFileSync(file, "utf8"))).toEqual(nodeReleaseKeyring);
      } finally {
        rmSync(directory, { recursive: true });
      }
    });

    test("agrees with openpgp.js on fingerprints, algorithms and dates", async () => {
      for (const name of listCorpus("release-keys/keys")) {
        const key = await readKey({ armoredKey: readCorpus(`release-keys/keys/${name}`).toString() });
        const parts = [key.keyPacket, ...key.getSubkeys().map(({ keyPacket }) => keyPacket)];
        expect(row(key.getFingerprint().toUpperCase())).toBeDefined();
        for (const part of parts) {
          const mine = row(part.getFingerprint().toUpperCase());
          if (mine === undefined) continue;
          expect(Date.parse(mine.createdAt)).toBe(part.getCreationTime().getTime());
          expect(mine.algorithm.replace(/\d+$/, "")).toBe(algorithmName(part.getAlgorithmInfo().algorithm));
        }
      }
    });

    test.skipIf(gpgMissing !== undefined)(
      `agrees with gpg on ends, revocations and who may sign (${gpgMissing ?? "present"})`,
      () => {
        for (const name of listCorpus("release-keys/keys")) {
          for (const gpgKey of showKeys(corpusPath(`release-keys/keys/${name}`))) {
            const mine = row(gpgKey.fingerprint);
            if (!gpgKey.maySign && !gpgKey.isPrimary) expect(mine).toBeUndefined();
            else expect(mine && describeRow(mine)).toEqual(gpgKey);
          }
        }
      },
    );
  },
);

function describeRow(key: KeyringKey): GpgKey {
  return {
    fingerprint: key.fingerprint,
    isPrimary: nodeReleaseKeyring.keys.some(({ fingerprint }) => fingerprint === key.fingerprint),
    createdAt: Date.parse(key.createdAt) / 1000,
    expiresAt: key.expiresAt === undefined ? undefined : Date.parse(key.expiresAt) / 1000,
    isRevoked: key.revoked !== undefined,
    maySign: key.maySign !== false,
  };
}

function algorithmName(openpgpName: string): string {
  if (openpgpName.startsWith("rsa")) return "rsa";
  return openpgpName === "dsa" ? "dsa" : "ed";
}
