import { hash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { hashPages } from "../../src/mach-o/hash-pages.js";
import { fileOf } from "../support/file-of.js";

describe("hashPages()", () => {
  // One more than is read at once, and half a page.
  const bytes = Uint8Array.from({ length: 4096 * 257 + 2048 }, (_, i) => (i * 7) % 251);
  const run = { algorithm: "sha256", pageBytes: 4096, codeBytes: bytes.length } as const;

  it.each([
    [0, 258],
    [256, 2],
    [3, 1],
    [0, 0],
  ])("hashes from page %d on %d pages, the last as far as it goes", async (firstPage, pageCount) => {
    const found: [number, string][] = [];
    await hashPages(fileOf(bytes), { ...run, firstPage, pageCount }, (page, digest) => {
      found.push([page, Buffer.from(digest).toString("hex")]);
    });
    const pages = Array.from({ length: pageCount }, (_, i) => firstPage + i);
    expect(found).toEqual(
      pages.map((page) => [page, hash("sha256", bytes.subarray(page * 4096, (page + 1) * 4096), "hex")]),
    );
  });
});
