import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { TarHeader } from "../../src/unpack/tar-header.js";
import { TarReader } from "../../src/unpack/tar-reader.js";
import { thrown } from "../helpers/errors.js";
import { END_OF_TAR, padded, rawHeader, type TarEntry, tar } from "../helpers/tar.js";

interface Read extends TarHeader {
  readonly content: string;
}

function read(archive: Buffer, step = archive.length, needsEndMark = true): Read[] {
  const found: Read[] = [];
  let current: TarHeader | undefined;
  let content: Buffer[] = [];
  const reader = new TarReader("test.tar", {
    entry: (header) => {
      current = header;
      content = [];
    },
    data: (chunk, from, to) => {
      content.push(Buffer.from(chunk.subarray(from, to)));
    },
    endEntry: () => {
      if (current !== undefined) {
        found.push({ ...current, content: Buffer.concat(content).toString() });
      }
    },
  });
  for (let at = 0; at < archive.length; at += step) {
    reader.write(archive.subarray(at, at + step));
  }
  reader.end(needsEndMark);
  return found;
}

const names = (archive: Buffer): string[] => read(archive).map(({ name }) => name);

describe("TarReader", () => {
  test("reads what another implementation wrote, in pieces of any size", async () => {
    const entry = fc.record({
      name: fc.stringMatching(/^[a-zé]{1,120}(?:\/[a-z]{1,120}){0,2}$/),
      content: fc.string({ maxLength: 1500 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(entry, { maxLength: 6 }),
        fc.integer({ min: 1, max: 3000 }),
        async (entries, step) => {
          const archive = await tar(entries);
          const found = read(archive, step).map(({ name, content }) => ({ name, content }));
          expect(found).toEqual(entries.map(({ name, content }) => ({ name, content })));
        },
      ),
      { numRuns: 60 },
    );
  });

  test("resolves names of GNU's long form and of pax, each for the next entry only", async () => {
    const long = `${"d".repeat(90)}/${"e".repeat(90)}`;
    const gnu = Buffer.concat([
      rawHeader({ name: "././@LongLink", type: "L", size: long.length + 1, magic: "ustar  \0" }),
      padded(`${long}\0`),
      rawHeader({ name: "././@LongLink", type: "K", size: 5 }),
      padded("long\0"),
      rawHeader({ name: "short", type: "2", linkName: "no" }),
      rawHeader({ name: "next", type: "2", linkName: "own" }),
      END_OF_TAR,
    ]);
    expect(read(gnu).map(({ name, linkName }) => [name, linkName])).toEqual([
      [long, "long"],
      ["next", "own"],
    ]);
    const entries: TarEntry[] = [{ name: "a", pax: { path: "from pax", comment: "c" } }, { name: "b" }];
    expect(names(await tar(entries))).toEqual(["from pax", "b"]);
  });

  test("a global pax header holds for all that follow, an entry's own wins", () => {
    const global = "16 path=general\n";
    const own = "12 path=own\n";
    const archive = Buffer.concat([
      rawHeader({ name: "pax", type: "g", size: global.length }),
      padded(global),
      rawHeader({ name: "a" }),
      rawHeader({ name: "pax", type: "x", size: own.length }),
      padded(own),
      rawHeader({ name: "b" }),
      rawHeader({ name: "c" }),
      END_OF_TAR,
    ]);
    expect(names(archive)).toEqual(["general", "own", "general"]);
  });

  test("a pax size counts where the header's own cannot say it", () => {
    const size = "9 size=3\n";
    const archive = Buffer.concat([
      rawHeader({ name: "pax", type: "x", size: size.length }),
      padded(size),
      rawHeader({ name: "a", size: 0 }),
      padded("abc"),
      END_OF_TAR,
    ]);
    expect(read(archive)).toMatchObject([{ name: "a", sizeBytes: 3, content: "abc" }]);
  });

  test.each(["1", "2", "3", "4", "5", "6"])("type %s has no content, whatever its size says", (type) => {
    const archive = Buffer.concat([
      rawHeader({ name: "a", type, size: 512 }),
      rawHeader({ name: "b" }),
      END_OF_TAR,
    ]);
    expect(names(archive)).toEqual(["a", "b"]);
  });

  test("stops at the end mark; what follows is not read", async () => {
    const archive = Buffer.concat([
      await tar([{ name: "a" }]),
      rawHeader({ name: "b" }),
      Buffer.alloc(700, 7),
    ]);
    expect(names(archive)).toEqual(["a"]);
  });

  test("ERR_ARTIFACT_TRUNCATED: an archive cut anywhere but at its end", async () => {
    const archive = await tar([
      { name: "a", content: "x".repeat(700) },
      { name: "b", content: "y" },
    ]);
    const end = archive.length - 1024;
    for (const cut of [100, 513, 1000, 1536 + 1, end - 1]) {
      thrown(
        () => read(archive.subarray(0, cut), 64, false),
        cut < 512 ? "ERR_ARTIFACT_FORMAT" : "ERR_ARTIFACT_TRUNCATED",
      );
    }
    thrown(() => read(archive.subarray(0, 1536), 64, true), "ERR_ARTIFACT_TRUNCATED");
    expect(read(archive.subarray(0, end), 64, false)).toHaveLength(2);
  });

  test("ERR_ARTIFACT_TRUNCATED: a long name without its entry", () => {
    const archive = rawHeader({ name: "././@LongLink", type: "L", size: 600 });
    thrown(() => read(archive), "ERR_ARTIFACT_TRUNCATED");
  });

  test("ERR_ARTIFACT_FORMAT: no tar at all, or nothing", () => {
    thrown(() => read(Buffer.from("just text")), "ERR_ARTIFACT_FORMAT");
    thrown(() => read(Buffer.alloc(2000, "just text")), "ERR_ARTIFACT_FORMAT");
    thrown(() => read(Buffer.alloc(0), 1, false), "ERR_ARTIFACT_FORMAT");
    expect(read(Buffer.alloc(10240))).toEqual([]);
  });

  test("ERR_ARTIFACT_CORRUPT: a damaged header after a good one", async () => {
    const archive = await tar([{ name: "a" }, { name: "b" }]);
    archive[512] = 0x7a;
    thrown(() => read(archive), "ERR_ARTIFACT_CORRUPT");
  });

  test("ERR_ARTIFACT_CORRUPT: a damaged pax header, and a name without bounds", () => {
    const pax = Buffer.concat([
      rawHeader({ name: "pax", type: "x", size: 5 }),
      padded("junk!"),
      rawHeader({ name: "a" }),
    ]);
    thrown(() => read(pax), "ERR_ARTIFACT_CORRUPT");
    const endless = rawHeader({ name: "././@LongLink", type: "L", size: 2 << 20 });
    thrown(() => read(endless), "ERR_ARTIFACT_CORRUPT");
  });

  test.each(["S", "M"])("ERR_ARTIFACT_FORMAT: sparse and split files (type %s)", (type) => {
    thrown(() => read(Buffer.concat([rawHeader({ name: "a", type }), END_OF_TAR])), "ERR_ARTIFACT_FORMAT");
  });

  test("ERR_ARTIFACT_FORMAT: a sparse file in pax form", () => {
    const text = "22 GNU.sparse.major=1\n";
    const archive = Buffer.concat([
      rawHeader({ name: "pax", type: "x", size: text.length }),
      padded(text),
      rawHeader({ name: "a" }),
      END_OF_TAR,
    ]);
    thrown(() => read(archive), "ERR_ARTIFACT_FORMAT");
  });
});
