import { getEventListeners } from "node:events";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { ArchiveEntry, UnpackOptions, UnpackSummary } from "../../src/unpack/types.js";
import { unpack } from "../../src/unpack/unpack.js";
import { noise, pieces } from "../helpers/bytes.js";
import { failure } from "../helpers/errors.js";
import { END_OF_TAR, padded, rawHeader, type TarEntry, tar } from "../helpers/tar.js";
import { temporaryDirectory } from "../helpers/temporary-directory.js";
import { noMount, tmpfs } from "../helpers/tmpfs.js";
import { noXz, xz } from "../helpers/xz.js";
import { zip } from "../helpers/zip.js";

const NODE: readonly TarEntry[] = [
  { name: "node/", type: "directory", mode: 0o755 },
  { name: "node/bin/node", mode: 0o755, content: noise(700_000) },
  { name: "node/README.md", mode: 0o644, content: "read me" },
  { name: "node/bin/npm", type: "symlink", linkname: "../lib/npm.js" },
  { name: "node/lib/npm.js", mode: 0o644, content: "npm" },
  { name: "node/copy", type: "link", linkname: "node/README.md" },
];

const run = (archive: Buffer, options: Partial<UnpackOptions> = {}): Promise<UnpackSummary> =>
  unpack(pieces(archive, 100_000), { into: join(temporaryDirectory(), "into"), ...options });

describe("unpack", () => {
  test.each([undefined, 1000, 7])("writes a tar.gz that comes in pieces of %s bytes", async (step) => {
    const archive = gzipSync(
      await tar(NODE.map((entry) => ({ ...entry, content: String(entry.content ?? "").slice(0, 9) }))),
    );
    const into = join(temporaryDirectory(), "made/prefix");
    const summary = await unpack(pieces(archive, step), { into, stripComponents: 1 });
    expect(summary).toEqual({
      format: "tar.gz",
      entries: 5,
      files: 3,
      directories: 0,
      symlinks: 1,
      hardlinks: 1,
      skipped: 1,
      unpackedBytes: summary.unpackedBytes,
      archiveBytes: archive.length,
    });
    expect(readdirSync(into).sort()).toEqual(["README.md", "bin", "copy", "lib"]);
    expect(statSync(join(into, "bin/node")).mode & 0o777).toBe(0o755 & ~process.umask());
    expect(readlinkSync(join(into, "bin/npm"))).toBe("../lib/npm.js");
    expect(readFileSync(join(into, "bin/npm"), "utf8")).toBe("npm");
    expect(statSync(join(into, "copy")).ino).toBe(statSync(join(into, "README.md")).ino);
  });

  describe.each([
    ["tar", (archive: Buffer) => archive],
    ["tar.gz", (archive: Buffer) => gzipSync(archive)],
    ["tar.zst", (archive: Buffer) => zstdCompressSync(archive)],
    ["tar.xz", (archive: Buffer) => xz(archive, "-0")],
    [
      "zip",
      () =>
        zip([
          { name: "node/bin/node", content: noise(700_000) },
          { name: "node/README.md", content: "read me" },
        ]),
    ],
  ] as const)("%s", (format, make) => {
    const skip = format === "tar.xz" && noXz !== undefined;

    test.skipIf(skip)(
      "is known by its bytes and written, from a stream and from a file of any name",
      async () => {
        const archive = make(await tar(NODE));
        const file = join(temporaryDirectory(), "lies.7z");
        writeFileSync(file, archive);
        for (const source of [file, pieces(archive, 50_000)]) {
          const into = join(temporaryDirectory(), "into");
          const summary = await unpack(source, { into, format: "zip" });
          expect(summary).toMatchObject({ format, archiveBytes: archive.length });
          expect(readFileSync(join(into, "node/bin/node")).equals(noise(700_000))).toBe(true);
          expect(readdirSync(into)).toEqual(["node"]);
        }
      },
    );

    test.skipIf(skip)("ERR_ARTIFACT_TRUNCATED: half of it, and nothing is left", async () => {
      const archive = make(await tar(NODE));
      const root = temporaryDirectory();
      const half = archive.subarray(0, archive.length >> 1);
      await failure(unpack(pieces(half), { into: join(root, "a/b") }), "ERR_ARTIFACT_TRUNCATED");
      expect(readdirSync(root)).toEqual([]);
    });

    test.skipIf(skip)("ERR_ARTIFACT_ABORTED: called off in the middle, and nothing is left", async () => {
      const archive = make(await tar(NODE));
      const controller = new AbortController();
      const source = async function* (): AsyncGenerator<Buffer> {
        yield archive.subarray(0, 400_000);
        controller.abort();
        yield archive.subarray(400_000);
      };
      const into = temporaryDirectory();
      await failure(unpack(source(), { into, signal: controller.signal }), "ERR_ARTIFACT_ABORTED");
      expect(readdirSync(into)).toEqual([]);
    });

    test.skipIf(skip || noMount !== undefined)(`ERR_ARTIFACT_DISK_FULL ${noMount ?? ""}`, async () => {
      const disk = tmpfs("size=256k");
      const archive = make(await tar(NODE));
      const error = await failure(
        unpack(pieces(archive), { into: join(disk, "into") }),
        "ERR_ARTIFACT_DISK_FULL",
      );
      expect(error.path).toContain(disk);
      expect(readdirSync(disk)).toEqual([]);
    });
  });

  test("filters, reports entries, and may be called off from there", async () => {
    const archive = await tar(NODE);
    const seen: ArchiveEntry[] = [];
    const into = join(temporaryDirectory(), "into");
    const filter = ({ path }: ArchiveEntry): boolean => path === "node/bin/node";
    const summary = await unpack(pieces(archive), { into, filter, onEntry: (entry) => seen.push(entry) });
    expect(summary).toMatchObject({ entries: 1, skipped: 5, unpackedBytes: 700_000 });
    expect(seen.map(({ path }) => path)).toEqual(["node/bin/node"]);
    const controller = new AbortController();
    const stop = run(archive, { onEntry: () => controller.abort(), signal: controller.signal });
    await failure(stop, "ERR_ARTIFACT_ABORTED");
  });

  test.each([
    ["tar", (archive: Buffer) => archive],
    ["tar.zst", (archive: Buffer) => zstdCompressSync(archive)],
  ] as const)("ERR_ARTIFACT_TRUNCATED: a %s that was cut between two entries", async (_, make) => {
    const archive = await tar(NODE);
    await failure(run(make(archive.subarray(0, -1024))), "ERR_ARTIFACT_TRUNCATED");
  });

  test("leaves no listener on the signal", async () => {
    const { signal } = new AbortController();
    const archive = gzipSync(await tar(NODE));
    await run(archive, { signal });
    await failure(run(archive.subarray(0, 9999), { signal }), "ERR_ARTIFACT_TRUNCATED");
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
  });

  test("an error of the caller's own callback is passed on, and nothing is left", async () => {
    const into = temporaryDirectory();
    const onEntry = (): void => {
      throw new RangeError("no such column");
    };
    await expect(run(await tar(NODE), { into, onEntry })).rejects.toThrow(RangeError);
    expect(readdirSync(into)).toEqual([]);
  });

  test("takes an empty directory, and no other", async () => {
    const archive = await tar(NODE);
    const root = temporaryDirectory();
    await run(archive, { into: root });
    await failure(run(archive, { into: root }), "ERR_ARTIFACT_EXISTS");
    expect(existsSync(join(root, "node/bin/node"))).toBe(true);
    await failure(run(archive, { into: join(root, "node/README.md") }), "ERR_ARTIFACT_EXISTS");
  });

  test("reads its source to the end, so that a wrong digest undoes everything", async () => {
    const archive = gzipSync(await tar(NODE));
    const source = async function* (): AsyncGenerator<Buffer> {
      yield archive;
      await new Promise((resolve) => setTimeout(resolve, 10));
      throw new RangeError("wrong digest");
    };
    const into = temporaryDirectory();
    await expect(unpack(source(), { into })).rejects.toThrow("wrong digest");
    expect(readdirSync(into)).toEqual([]);
  });

  test("ERR_ARTIFACT_NOT_FOUND: no such file", async () => {
    const root = temporaryDirectory();
    await failure(
      unpack(join(root, "missing.tar.gz"), { into: join(root, "into") }),
      "ERR_ARTIFACT_NOT_FOUND",
    );
    expect(readdirSync(root)).toEqual([]);
  });

  test.each([
    ["7z", Buffer.from("377abcaf271c0004", "hex"), "7z"],
    ["text", Buffer.from("not an archive"), "no archive"],
    ["nothing", Buffer.alloc(0), "empty"],
    ["compressed text", gzipSync("just text"), "no tar"],
    ["compressed nothing", gzipSync(""), "no tar"],
  ])("ERR_ARTIFACT_FORMAT: %s", async (_, bytes, words) => {
    const error = await failure(run(bytes, { format: "tar.gz" }), "ERR_ARTIFACT_FORMAT");
    expect(error.message).toContain(words);
  });

  test("ERR_ARTIFACT_CORRUPT: damaged gzip data", async () => {
    const archive = gzipSync(await tar(NODE), { level: 9 });
    archive.fill(0x55, 1000, 1200);
    await failure(run(archive), "ERR_ARTIFACT_CORRUPT");
  });

  test.skipIf(noMount)(`ERR_ARTIFACT_READ_ONLY ${noMount ?? ""}`, async () => {
    const disk = tmpfs("ro");
    await failure(run(await tar(NODE), { into: join(disk, "into") }), "ERR_ARTIFACT_READ_ONLY");
  });
});

describe("unpack of an archive that means harm", () => {
  const evil: readonly [string, readonly TarEntry[]][] = [
    ["..", [{ name: "../evil", content: "x" }]],
    [".. behind a name", [{ name: "a/../../evil", content: "x" }]],
    ["an absolute path", [{ name: "/tmp/artifact-store-evil", content: "x" }]],
    ["an absolute link", [{ name: "a", type: "symlink", linkname: "/tmp" }]],
    ["a link out", [{ name: "a", type: "symlink", linkname: "../.." }]],
    [
      "a file through a link out",
      [
        { name: "a", type: "symlink", linkname: ".." },
        { name: "a/evil", content: "x" },
      ],
    ],
    [
      "a file through a link within",
      [
        { name: "d", type: "directory" },
        { name: "a", type: "symlink", linkname: "d" },
        { name: "a/evil", content: "x" },
      ],
    ],
    [
      "links that lead out together",
      [
        { name: "t", type: "symlink", linkname: "deep/s/../.." },
        { name: "deep/s", type: "symlink", linkname: "../d1" },
        { name: "d1", type: "directory" },
      ],
    ],
    [
      "a file in the place of a link",
      [
        { name: "a", type: "symlink", linkname: "b" },
        { name: "a", content: "x" },
      ],
    ],
    ["a hardlink out", [{ name: "a", type: "link", linkname: "../../etc/passwd" }]],
    ["an absolute hardlink", [{ name: "a", type: "link", linkname: "/etc/passwd" }]],
    ["a hardlink to nothing", [{ name: "a", type: "link", linkname: "missing" }]],
    [
      "a hardlink to a link",
      [
        { name: "s", type: "symlink", linkname: "x" },
        { name: "a", type: "link", linkname: "s" },
      ],
    ],
    ["a pipe", [{ name: "a", type: "fifo" }]],
    ["a character device", [{ name: "a", type: "character-device" }]],
    ["a block device", [{ name: "a", type: "block-device" }]],
  ];

  test.each(evil)("ERR_ARTIFACT_UNSAFE_ENTRY: %s", async (_, entries) => {
    const root = temporaryDirectory();
    const honest: TarEntry = { name: "honest", content: "x" };
    const archive = gzipSync(await tar([honest, ...entries]));
    await failure(unpack(pieces(archive), { into: join(root, "into") }), "ERR_ARTIFACT_UNSAFE_ENTRY");
    expect(readdirSync(root)).toEqual([]);
    expect(existsSync("/tmp/artifact-store-evil")).toBe(false);
  });

  test("does not follow what was planted in the directory before", async () => {
    const root = temporaryDirectory();
    mkdirSync(join(root, "into"));
    mkdirSync(join(root, "outside"));
    symlinkSync("../outside", join(root, "into/a"));
    const archive = await tar([{ name: "a/evil", content: "x" }]);
    await failure(unpack(pieces(archive), { into: join(root, "into") }), "ERR_ARTIFACT_EXISTS");
    expect(readdirSync(join(root, "outside"))).toEqual([]);
  });

  test("drops setuid, setgid and sticky bits", async () => {
    const into = join(temporaryDirectory(), "into");
    await run(await tar([{ name: "a", mode: 0o7755, content: "x" }]), { into });
    expect(statSync(join(into, "a")).mode & 0o7000).toBe(0);
  });

  test.each([
    ["win32", "nul.txt", undefined],
    ["win32", "a:stream", undefined],
    ["win32", "README", "readme"],
    ["darwin", "README", "readme"],
  ] as const)("ERR_ARTIFACT_UNSAFE_ENTRY: on %s, %s and %s", async (platform, first, second) => {
    const names = second === undefined ? [first] : [first, second];
    const archive = await tar(names.map((name) => ({ name, content: "x" })));
    await failure(run(archive, { platform }), "ERR_ARTIFACT_UNSAFE_ENTRY");
  });

  test("ERR_ARTIFACT_LIMIT: a header that claims 10 GB writes nothing", async () => {
    const size = Buffer.alloc(12);
    size[0] = 0x80;
    size.writeBigUInt64BE(10n * 1024n ** 3n, 4);
    const archive = Buffer.concat([rawHeader({ name: "bomb", size }), Buffer.alloc(1 << 20)]);
    const seen: string[] = [];
    await failure(run(archive, { onEntry: ({ path }) => seen.push(path) }), "ERR_ARTIFACT_LIMIT");
    expect(seen).toEqual([]);
  });

  test("ERR_ARTIFACT_LIMIT: a file of zeros that grows a thousandfold, before it is whole", async () => {
    const size = 400 << 20;
    const part = gzipSync(Buffer.alloc(size >> 3));
    const bomb = Buffer.concat([
      gzipSync(rawHeader({ name: "zeros", size })),
      ...new Array<Buffer>(8).fill(part),
    ]);
    const root = temporaryDirectory();
    const error = await failure(unpack(pieces(bomb), { into: join(root, "into") }), "ERR_ARTIFACT_LIMIT");
    expect(error.message).toContain("times its size");
    expect(readdirSync(root)).toEqual([]);
  });

  test("ERR_ARTIFACT_LIMIT: entries without end", async () => {
    const empty = rawHeader({ name: "again" });
    const archive = Buffer.concat([...new Array<Buffer>(50).fill(empty), END_OF_TAR]);
    await failure(run(archive, { limits: { entries: 49 } }), "ERR_ARTIFACT_LIMIT");
    await run(archive, { limits: { entries: 50 } });
  });

  test("ERR_ARTIFACT_LIMIT: a path that is longer than allowed", async () => {
    const long = "d/".repeat(3000);
    const archive = Buffer.concat([
      rawHeader({ name: "././@LongLink", type: "L", size: long.length }),
      padded(long),
      rawHeader({ name: "short" }),
      END_OF_TAR,
    ]);
    await failure(run(archive), "ERR_ARTIFACT_LIMIT");
  });
});
