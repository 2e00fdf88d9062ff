import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { isMadeOnUnix, OpenZip } from "../../src/unpack/zip-file.js";
import { collect, noise } from "../helpers/bytes.js";
import { temporaryDirectory } from "../helpers/temporary-directory.js";
import { type ZipEntry, zip } from "../helpers/zip.js";

function fileOf(bytes: Buffer): string {
  const path = join(temporaryDirectory(), "a.zip");
  writeFileSync(path, bytes);
  return path;
}

async function open(entries: readonly ZipEntry[]): Promise<OpenZip> {
  const opened = await OpenZip.open(fileOf(zip(entries)));
  onTestFinished(() => opened.close());
  return opened;
}

/** What each entry holds, or why that cannot be said. */
async function contents(opened: OpenZip): Promise<(Buffer | string)[]> {
  const found: (Buffer | string)[] = [];
  for await (const entry of opened.entries()) {
    found.push(await collect(opened.read(entry)).catch((error: unknown) => String(error)));
  }
  return found;
}

describe("OpenZip", () => {
  test.each([0, 8])("reads entries of any size, compressed by method %i", async (method) => {
    const sizes = [0, 1, 1000, 1 << 20, (1 << 20) + 1, 3_333_333];
    const entries = sizes.map((size) => ({ name: `file-${size}`, content: noise(size, size), method }));
    const found = await contents(await open(entries));
    expect(found.map((content, i) => entries[i]?.content.equals(Buffer.from(content)))).toEqual(
      sizes.map(() => true),
    );
  });

  test.each([10, 2_000_000])(
    "notices that an entry of %i bytes is longer or shorter than listed",
    async (size) => {
      const content = noise(size);
      const opened = await open([
        { name: "longer", content, size: size - 1 },
        { name: "shorter", content, size: size + 1 },
        { name: "right", content },
      ]);
      const [longer, shorter, right] = await contents(opened);
      expect(longer).toMatch(/or more where the list says|larger than/);
      expect(shorter).toContain(`where the list says ${size + 1}`);
      expect(right).toEqual(content);
    },
  );

  test("does not inflate a bomb that is listed as small", async () => {
    const [found] = await contents(
      await open([{ name: "bomb", content: Buffer.alloc(50 << 20), size: 100 }]),
    );
    expect(found).toMatch(/or more where the list says|larger than/);
  });

  test("says what it cannot undo", async () => {
    expect(await contents(await open([{ name: "a", content: "x", method: 12 }]))).toEqual([
      "Error: unsupported compression method: 12",
    ]);
  });

  test("gives names as their makers meant them", async () => {
    const unflagged = { name: Buffer.from("größe"), flags: 0 };
    const opened = await open([{ ...unflagged, mode: 0o100644 }, unflagged]);
    const names: [string, boolean][] = [];
    for await (const entry of opened.entries()) {
      names.push([opened.nameOf(entry), isMadeOnUnix(entry)]);
    }
    expect(names).toEqual([
      ["größe", true],
      ["gr├╢├ƒe", false],
    ]);
  });

  test.skipIf(process.platform !== "linux")("leaves no file open, whatever happens", async () => {
    const open_ = (): number => readdirSync("/proc/self/fd").length;
    const before = open_();
    const good = await OpenZip.open(fileOf(zip([{ name: "a", content: noise(3_000_000) }])));
    for await (const entry of good.entries()) {
      for await (const _ of good.read(entry)) {
        break;
      }
    }
    good.close();
    await expect(OpenZip.open(fileOf(Buffer.from("PK\x03\x04 not a zip")))).rejects.toThrow();
    await expect(OpenZip.open("/no/such/a.zip")).rejects.toMatchObject({ code: "ENOENT" });
    expect(open_()).toBe(before);
  });
});
