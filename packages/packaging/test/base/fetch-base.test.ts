import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createHttpClient } from "@nodewright/artifact-store";
import type { ReleaseRow } from "@nodewright/release-index";
import type { Offer, ReleaseSource } from "@nodewright/release-source";
import { hostTarget } from "@nodewright/target-triple/host";
import { expect, it } from "vitest";
import { type FetchBaseOptions, fetchBase } from "../../src/base/fetch-base.js";
import { scratch } from "../support/scratch.js";

const target = hostTarget();
const row: ReleaseRow = {
  version: process.version,
  date: "2026-09-07",
  files: [],
  lts: "Krypton",
  security: false,
};

/** A source that has the Node.js that runs the test, and counts how often it was asked. */
function sourceOf(folder: string): { readonly source: ReleaseSource; asked: number } {
  const path = join(folder, "node.tar");
  const made = spawnSync("tar", ["-cf", path, "--transform=s,.*,node/bin/node,", "-P", process.execPath]);
  expect(made.status).toBe(0);
  const digest = createHash("sha256").update(readFileSync(path)).digest("hex");
  const offer = async (): Promise<Offer> => ({
    source: { kind: "directory", name: "a test" },
    release: row,
    target,
    parts: [
      {
        fileName: "node.tar",
        origin: { path },
        stripComponents: 1,
        into: "",
        omit: [],
        digests: [{ algorithm: "sha256", digest }],
        evidence: [{ kind: "unsigned-shasums", fileName: "node.tar", sha256: digest, origin: "a test" }],
      },
    ],
    steps: [],
    proofs: [],
    notes: [],
  });
  const counter = {
    asked: 0,
    source: {
      kind: "directory" as const,
      name: "a test",
      offer,
      loadIndex: async () => {
        counter.asked += 1;
        return { rows: [row], origin: "a list" };
      },
    },
  };
  return counter;
}

it.skipIf(process.platform === "win32")(
  "fetches once, asks once a day, and mends what was changed",
  { timeout: 120_000 },
  async () => {
    const folder = scratch();
    const counter = sourceOf(folder);
    const fetched = (more: Partial<FetchBaseOptions> = {}) =>
      fetchBase({
        spec: "lts",
        target,
        host: target,
        sources: [counter.source],
        folder: join(folder, "bases"),
        client: createHttpClient({ env: {} }),
        env: {},
        coreVersion: "0.1.0",
        ...more,
      });
    const { path, version, analysis, receipt } = await fetched();
    expect({ version, asked: counter.asked }).toEqual({ version: process.version, asked: 1 });
    expect(receipt?.source.name).toBe("a test");
    expect(await fetched()).toMatchObject({ path, analysis });
    expect(await fetched({ spec: process.version })).toMatchObject({ path });
    expect(await fetched({ spec: "latest", offline: true })).toMatchObject({ path });
    expect(counter.asked).toBe(1);
    const tomorrow = new Date(Date.now() + 25 * 60 * 60_000);
    await fetched({ now: tomorrow });
    expect(counter.asked).toBe(2);
    appendFileSync(path, "changed");
    const mended = await fetched();
    expect(mended.analysis.sha256).toBe(analysis.sha256);
    expect(createHash("sha256").update(readFileSync(path)).digest("hex")).toBe(analysis.sha256);
  },
);
