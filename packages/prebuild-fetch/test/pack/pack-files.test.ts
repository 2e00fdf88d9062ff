import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readlinkSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { unpack } from "@nodewright/artifact-store";
import { describe, expect, test } from "vitest";
import { packFiles } from "../../src/pack/pack-files.js";
import { listing } from "../support/install.js";
import { sha256 } from "../support/manifest.js";
import { temporaryDirectory } from "../support/temporary-directory.js";

/** The same files at another time, in another order, under another umask. */
function addonFolder(order: readonly string[]): string {
  const folder = join(mkdtempSync(join(temporaryDirectory(), "x")), "binding");
  for (const name of order) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `content of ${name}`);
    chmodSync(file, name.endsWith(".node") ? 0o700 : 0o600);
    utimesSync(file, Date.now() / 1000, order.indexOf(name) * 1000);
  }
  symlinkSync("lib/b.so.1", join(folder, "b.so"));
  return folder;
}

describe("packFiles()", () => {
  const names = ["a.node", "lib/b.so.1", `lib/${"long-".repeat(40)}.txt`];

  test("makes the same bytes of the same files", async () => {
    const one = await packFiles(addonFolder(names));
    const other = await packFiles(addonFolder([...names].reverse()));
    expect(other.sha256).toBe(one.sha256);
    expect(one.tarball.equals(other.tarball)).toBe(true);
    expect([one.sizeBytes, one.sha256]).toEqual([one.tarball.length, sha256(one.tarball)]);
    // No time and no system in gzip's header.
    expect([...one.tarball.subarray(4, 10)]).toEqual([0, 0, 0, 0, 2, 255]);
  });

  test("leaves out what gyp makes on the way, where the folder is its own build/Release", async () => {
    const folder = addonFolder(["a.node", "lib/b.so.1", "lib/obj.target/kept.o"]);
    for (const made of ["obj.target/a", ".deps/Release"]) {
      mkdirSync(join(folder, made), { recursive: true });
      writeFileSync(join(folder, made, "a.o"), "left out");
    }
    const { files } = await packFiles(folder);
    expect(files.map(({ path }) => path)).toEqual(["a.node", "b.so", "lib/b.so.1", "lib/obj.target/kept.o"]);
  });

  test("keeps links and modes, and leaves files with a dot out", async () => {
    const folder = addonFolder(names);
    mkdirSync(join(folder, ".libs"));
    writeFileSync(join(folder, ".libs/c.so"), "kept");
    writeFileSync(join(folder, ".secret"), "left out");
    writeFileSync(join(folder, "lib/.npmignore"), "left out");
    const seen: [string, boolean][] = [];
    const { tarball, files } = await packFiles(folder, { onFile: (...call) => seen.push(call) });
    expect(seen.filter(([, isPacked]) => !isPacked)).toEqual([
      [".secret", false],
      ["lib/.npmignore", false],
    ]);
    expect(files.map(({ path }) => path)).toEqual([".libs/c.so", "a.node", "b.so", ...names.slice(1)]);
    expect(files[1]).toEqual({ path: "a.node", sizeBytes: 17, sha256: sha256("content of a.node") });
    const into = join(temporaryDirectory(), "out");
    const modes: Record<string, number> = {};
    await unpack(
      (async function* () {
        yield tarball;
      })(),
      { into, onEntry: ({ path, mode }) => (modes[path] = mode) },
    );
    expect(listing(into)).toContain("binding/.libs/c.so");
    expect(readlinkSync(join(into, "binding/b.so"))).toBe("lib/b.so.1");
    expect(modes).toMatchObject({ "binding/a.node": 0o755, "binding/lib/b.so.1": 0o644 });
  });

  test.each(["/etc/passwd", "../../elsewhere", "lib/../../x"])("refuses a link to %s", async (target) => {
    const folder = addonFolder(names);
    symlinkSync(target, join(folder, "z"));
    await expect(packFiles(folder)).rejects.toMatchObject({
      code: "ERR_PREBUILD_PACK",
      message: expect.stringContaining(target),
    });
  });
});
