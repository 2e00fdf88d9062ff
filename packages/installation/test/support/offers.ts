import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ReleaseRow } from "@nodewright/release-index";
import type { Offer, OfferPart, ReleaseSource } from "@nodewright/release-source";
import type { Target } from "@nodewright/target-triple";
import { type Archive, type Entry, tarGz } from "./archive.js";
import { elf } from "./elf.js";
import { scratch } from "./scratch.js";
import { linux } from "./targets.js";

export function row(version: string, more: Partial<ReleaseRow> = {}): ReleaseRow {
  return {
    version,
    date: "2026-09-07",
    files: ["linux-x64"],
    npm: "11.1.0",
    lts: "Krypton",
    security: false,
    ...more,
  };
}

/** A part whose bytes are in a file. */
export async function filePart(archive: Archive, more: Partial<OfferPart> = {}): Promise<OfferPart> {
  const path = join(await scratch(), "archive.tar.gz");
  await writeFile(path, archive.bytes);
  return partOf(archive, { origin: { path }, ...more });
}

/** A part whose bytes are at a URL. */
export function urlPart(archive: Archive, url: string, more: Partial<OfferPart> = {}): OfferPart {
  return partOf(archive, { origin: { urls: [url] }, ...more });
}

function partOf({ sha256 }: Archive, more: Partial<OfferPart> & Pick<OfferPart, "origin">): OfferPart {
  const fileName = "node.tar.gz";
  return {
    fileName,
    stripComponents: 1,
    into: "",
    omit: [],
    digests: [{ algorithm: "sha256", digest: sha256 }],
    evidence: [{ kind: "unsigned-shasums", fileName, sha256, origin: "a test" }],
    ...more,
  };
}

/** What an archive of Node.js holds, with an executable that only looks like one. */
export const nodeEntries: readonly Entry[] = [
  { name: "node/bin/node", mode: 0o755, content: elf() },
  { name: "node/README.md", content: "Node.js" },
];

export function nodeArchive(): Promise<Archive> {
  return tarGz(nodeEntries);
}

export function offerOf(
  parts: Offer["parts"],
  { version = "v24.1.0", target = linux, ...more }: Partial<Offer> & { readonly version?: string } = {},
): Offer {
  return {
    source: { kind: "directory", name: "a test" },
    release: row(version),
    target,
    parts,
    steps: [],
    proofs: [],
    notes: [],
    ...more,
  };
}

/** A source that has these rows, and offers what a test says. */
export function sourceOf(
  rows: readonly ReleaseRow[],
  offer: (release: ReleaseRow, target: Target) => Promise<Offer>,
): ReleaseSource {
  return { kind: "directory", name: "a test", loadIndex: async () => ({ rows, origin: "a list" }), offer };
}
