import { config, createMessage, enums, readCleartextMessage, readKeys } from "openpgp";
import { describe, expect, test } from "vitest";
import {
  listedName,
  nodeReleaseKeyring,
  type Policy,
  type Verdict,
  verifiedDigest,
  verifyShasums,
} from "../src/index.js";
import { corpusMissing, listCorpus, readCorpus } from "./support/corpus.js";

const NOW = new Date("2026-11-20T00:00:00Z");
/** Of the last release whose signature is made over SHA-1. */
const LAST_WEAK_DAY = "2016-09-28";
const versions = listCorpus("shasums").map((name) => name.replace(/\.asc$/, ""));
const read = (version: string): Buffer => readCorpus(`shasums/${version}.asc`);
const verdictsUnder = (policy: Policy): Promise<Map<string, Verdict>> =>
  Promise.all(
    versions.map(async (version): Promise<[string, Verdict]> => {
      return [version, await verifyShasums({ clearsigned: read(version) }, { policy, version, now: NOW })];
    }),
  ).then((entries) => new Map(entries));

describe.skipIf(corpusMissing !== undefined)(
  `verifyShasums() on the real lists (${corpusMissing ?? "present"})`,
  () => {
    test.each<Policy>(["release", "historic"])(
      "finds all of them valid under %s but v26.3.0",
      async (policy) => {
        const verdicts = await verdictsUnder(policy);
        expect(verdicts.size).toBeGreaterThanOrEqual(222);
        const others = [...verdicts].filter(([, { verdict }]) => verdict !== "valid");
        expect(others.map(([version, { verdict }]) => [version, verdict])).toEqual([["v26.3.0", "bad"]]);
        for (const [version, verdict] of verdicts) {
          if (verdict.verdict === "valid") expect(`v${verdict.version}`).toBe(version);
        }
      },
    );

    test("finds valid under strict what active releasers signed with modern cryptography, and nothing else", async () => {
      const strict = await verdictsUnder("strict");
      const active = new Set(
        nodeReleaseKeyring.keys.flatMap(({ status, fingerprint }) =>
          status === "active" ? fingerprint : [],
        ),
      );
      for (const [version, { verdict, primaryFingerprint = "", hash, keyStatusAtSigning }] of strict) {
        const expected = active.has(primaryFingerprint) && hash !== "sha1" && keyStatusAtSigning === "active";
        expect([version, verdict === "valid"]).toEqual([version, expected && version !== "v26.3.0"]);
      }
      const given = new Set([...strict.values()].map(({ verdict }) => verdict));
      expect([...given].sort()).toEqual(["bad", "untrusted-key", "valid"]);
    });

    test("says of every weak one that it is, and dates it before October 2016", async () => {
      const weak = [...(await verdictsUnder("release")).values()].filter(
        ({ rule }) => rule === "weak-but-dated",
      );
      expect(weak.length).toBeGreaterThan(0);
      for (const verdict of weak) {
        const { hash, keyAlgorithm, createdAt = "" } = verdict;
        const [digest] = verdict.verdict === "valid" ? verdict.shasums.values() : [];
        expect(
          [hash, keyAlgorithm, digest?.algorithm].some((name) => name === "sha1" || name === "dsa1024"),
        ).toBe(true);
        expect(createdAt.slice(0, 10) <= LAST_WEAK_DAY).toBe(true);
      }
    });

    test("agrees with openpgp.js on every signature", async () => {
      const keys = await Promise.all(
        listCorpus("release-keys/keys").map((name) =>
          readKeys({ armoredKeys: readCorpus(`release-keys/keys/${name}`).toString() }),
        ),
      );
      const packets = keys
        .flat()
        .flatMap((key) => [key.keyPacket, ...key.getSubkeys().map(({ keyPacket }) => keyPacket)]);
      const nothing = new Set([]);
      const lenient = {
        ...config,
        minRSABits: 1024,
        rejectHashAlgorithms: nothing,
        rejectMessageHashAlgorithms: nothing,
        rejectPublicKeyAlgorithms: nothing,
      };
      const verdicts = await verdictsUnder("release");
      for (const version of versions) {
        const message = await readCleartextMessage({
          cleartextMessage: read(version).toString(),
          config: lenient,
        });
        const [literal] = (await createMessage({ text: message.getText() })).packets;
        const [signature] = Reflect.get(message, "signature").packets;
        const packet = packets.find((candidate) => candidate.getKeyID().equals(signature.issuerKeyID));
        const holds = signature.verify(packet, enums.signature.text, literal, null, false, lenient).then(
          () => true,
          () => false,
        );
        expect([version, await holds]).toEqual([version, verdicts.get(version)?.verdict === "valid"]);
      }
    });
  },
);

describe.skipIf(corpusMissing !== undefined)("verifyShasums() on a real list that was tampered with", () => {
  const version = "v26.7.0";
  const list = corpusMissing === undefined ? read(version).toString() : "";
  const line = `${"0".repeat(64)}  node-v26.7.0-linux-x64-musl.tar.gz\n`;

  test.each<{ name: string; text: string; verdict: string }>([
    { name: "intact", text: list, verdict: "valid" },
    { name: "with CRLF", text: list.replaceAll("\n", "\r\n"), verdict: "valid" },
    { name: "with a line before the message", text: line + list, verdict: "valid" },
    { name: "with a line after the message", text: list + line, verdict: "valid" },
    { name: "with a digit changed", text: list.replace("\n\n6", "\n\n7"), verdict: "bad" },
    { name: "with a line added", text: list.replace("\n\n", `\n\n${line}`), verdict: "bad" },
    { name: "with its version swapped", text: list.replaceAll(version, "v26.8.0"), verdict: "bad" },
    {
      name: "with its signature stripped",
      text: list.replace(/\n-----BEGIN PGP SIGNATURE[\s\S]*/, ""),
      verdict: "unsigned",
    },
    {
      name: "with another list's signature",
      text: `${list.slice(0, list.indexOf("-----BEGIN PGP SIGNATURE"))}${signatureOf("v26.5.0")}`,
      verdict: "bad",
    },
  ])("gives its verdict $name: $verdict", async ({ text, verdict }) => {
    const result = await verifyShasums({ clearsigned: text }, { now: NOW });
    expect(result.verdict).toBe(verdict);
    if (result.verdict === "valid")
      expect(result.shasums.size).toBe(list.match(/^[0-9a-f]{64} {2}/gm)?.length);
  });

  test("does not take it for another release", async () => {
    const result = await verifyShasums({ clearsigned: list }, { version: "26.8.0", now: NOW });
    expect(result.verdict).toBe("wrong-version");
  });

  function signatureOf(other: string): string {
    return corpusMissing === undefined
      ? (/-----BEGIN PGP SIGNATURE[\s\S]*/.exec(read(other).toString())?.[0] ?? "")
      : "";
  }
});

describe.skipIf(corpusMissing !== undefined)("verifyShasums() on the real detached pair", () => {
  const text = corpusMissing === undefined ? readCorpus("shasums-detached/SHASUMS256.txt") : Buffer.alloc(0);
  const signature =
    corpusMissing === undefined ? readCorpus("shasums-detached/SHASUMS256.txt.sig") : Buffer.alloc(0);

  test("is valid, signed by a subkey", async () => {
    const verdict = await verifyShasums({ text, signature }, { version: "v20.11.0", now: NOW });
    expect(verdict).toMatchObject({ verdict: "valid", rule: "trusted-when-signed", keyStatusNow: "expired" });
    expect(verdict.primaryFingerprint).not.toBe(verdict.keyFingerprint);
    if (verdict.verdict !== "valid") return;
    const name = listedName(verdict.shasums, "/tmp/node-v20.11.0-linux-x64.tar.gz");
    expect(verifiedDigest(verdict, name ?? "").hex).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each([
    { name: "with CRLF", text: text.toString().replaceAll("\n", "\r\n") },
    { name: "cut by a line", text: text.toString().replace(/.*\n$/, "") },
  ])("is bad $name", async ({ text }) => {
    expect(await verifyShasums({ text, signature }, { now: NOW })).toMatchObject({ verdict: "bad" });
  });
});
