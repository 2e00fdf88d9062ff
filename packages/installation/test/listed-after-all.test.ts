import { resolveRelease } from "@nodewright/release-index";
import { type Evidence, type Offer, type ReleaseSource, SourceError } from "@nodewright/release-source";
import { describe, expect, it } from "vitest";
import { isKeySigned, listedAfterAll } from "../src/listed-after-all.js";
import type { PassedOverRecord } from "../src/passed-over.js";
import { nodeArchive, offerOf, row, sourceOf, urlPart } from "./support/offers.js";
import { linux } from "./support/targets.js";

const facts = { fileName: "x", sha256: "ab" };
const key: Evidence = { kind: "release-key", ...facts, signer: "s", keyFingerprint: "k", reason: "r" };
const part = urlPart(await nodeArchive(), "https://x/node.tar.gz");
const signed = offerOf([{ ...part, evidence: [key] }]);
const unsigned = offerOf([part]);

const resolution = resolveRelease("24", { index: [row("v24.1.0")] });
const candidate = { source: sourceOf([], async () => signed), target: linux, resolution, origin: "a list" };

const absent = { code: "ERR_RELEASE_NOT_FOUND" };

function record(
  offer: () => Promise<Offer>,
  more: Partial<PassedOverRecord & ReleaseSource> = {},
): PassedOverRecord {
  const { why = "no-build", error = absent, ...source } = more;
  return { source: { ...sourceOf([], offer), ...source }, target: linux, why, error };
}

async function found(records: readonly PassedOverRecord[], assertRuns = (): void => {}) {
  return listedAfterAll(candidate, { passedOver: records, assertRuns });
}

const failing = (code: "ERR_SOURCE_SIGNATURE" | "ERR_SOURCE_NO_SHASUMS" | "ERR_SOURCE_UNREACHABLE") => () =>
  Promise.reject(new SourceError(code, "no"));

describe("listedAfterAll", () => {
  it("finds the first source that has a signed list with the build", async () => {
    const better = record(async () => signed);
    const records = [
      record(failing("ERR_SOURCE_NO_SHASUMS")),
      record(failing("ERR_SOURCE_UNREACHABLE")),
      better,
    ];
    expect(await found(records)).toEqual({ source: better.source, target: linux });
  });

  it.each<[string, PassedOverRecord]>([
    ["a list that nobody signed", record(async () => unsigned)],
    ["a source that did not answer", record(async () => signed, { why: "no-answer" })],
    ["a registry", record(async () => signed, { kind: "npm" })],
    ["what must be asked for", record(async () => signed, { onRequest: "--source unofficial" })],
    [
      "a list that was read already",
      record(async () => signed, { error: new SourceError("ERR_SOURCE_NO_ASSET", "not listed") }),
    ],
  ])("does not go by %s", async (_, one) => {
    expect(await found([one])).toBeUndefined();
  });

  it("does not find what the host is too old for", async () => {
    const tooOld = (): void => {
      throw new Error("too old");
    };
    expect(await found([record(async () => signed)], tooOld)).toBeUndefined();
  });

  it("fails where the list was changed", async () => {
    await expect(found([record(failing("ERR_SOURCE_SIGNATURE"))])).rejects.toMatchObject({
      code: "ERR_SOURCE_SIGNATURE",
    });
  });
});

it("isKeySigned asks for a release key on every part", () => {
  expect(isKeySigned(signed)).toBe(true);
  expect(isKeySigned(unsigned)).toBe(false);
  expect(isKeySigned({ parts: [...signed.parts, part] })).toBe(false);
});
