import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { createTreeStore, type TreeStore } from "../../src/trees/tree-store.js";
import { temporaryDirectory } from "../helpers/temporary-directory.js";

interface Fixture {
  readonly store: TreeStore;
  readonly root: string;
  readonly from: string;
  /** A new empty directory. */
  readonly into: (name: string) => string;
}

function fixture(): Fixture {
  const work = temporaryDirectory();
  const from = join(work, "from");
  mkdirSync(join(from, "lib", "deep"), { recursive: true });
  mkdirSync(join(from, "empty"));
  writeFileSync(join(from, "lib", "deep", "a.js"), "a");
  writeFileSync(join(from, "run"), "#!/bin/sh\n");
  chmodSync(join(from, "run"), 0o755);
  symlinkSync("lib/deep/a.js", join(from, "link"));
  const into = (name: string): string => {
    mkdirSync(join(work, name));
    return join(work, name);
  };
  return { store: createTreeStore({ root: join(work, "store") }), root: join(work, "store"), from, into };
}

const key = "sha256-1";

describe("a tree store", () => {
  test("hands out what was kept, and its note", async () => {
    const { store, from, into } = fixture();
    expect(await store.find(key)).toBeUndefined();
    expect(await store.keep(key, from, { note: async () => "signed by someone" })).toBe(true);
    const out = into("out");
    expect(await store.checkOut(key, out)).toMatch(/^(?:reflink|hardlink)$/);
    expect(readFileSync(join(out, "lib/deep/a.js"), "utf8")).toBe("a");
    expect(readlinkSync(join(out, "link"))).toBe("lib/deep/a.js");
    expect(readdirSync(join(out, "empty"))).toEqual([]);
    expect(statSync(join(out, "run")).mode & 0o111).toBe(0o111);
    expect(await store.find(key)).toMatchObject({ key, note: "signed by someone" });
    expect((await store.list()).map((tree) => tree.key)).toEqual([key]);
    expect(await store.list("sha256-1")).toHaveLength(1);
    expect(await store.list("sha256-2")).toEqual([]);
  });

  test("never shares a file that can be written", async () => {
    const { store, from, into } = fixture();
    await store.keep(key, from, { note: async () => "" });
    const out = into("out");
    const method = await store.checkOut(key, out);
    for (const path of ["run", "lib/deep/a.js"]) {
      const { mode, nlink } = statSync(join(out, path));
      const isShared = nlink > 1;
      expect(isShared).toBe(method === "hardlink");
      expect(isShared && (mode & 0o222) !== 0, path).toBe(false);
    }
    // As npm replaces itself: what is there is unlinked, what is new is a file of its own.
    rmSync(join(out, "run"));
    writeFileSync(join(out, "run"), "new");
    const other = into("other");
    await store.checkOut(key, other);
    expect(readFileSync(join(other, "run"), "utf8")).toBe("#!/bin/sh\n");
  });

  test.each([
    ["written to", (file: string) => writeFileSync(file, "b")],
    ["grown", (file: string) => writeFileSync(file, "a and more")],
    ["deleted", (file: string) => rmSync(file)],
    [
      "replaced by a link",
      (file: string) => {
        rmSync(file);
        symlinkSync("/etc/passwd", file);
      },
    ],
  ])("gives up a tree of which a file was %s", async (_, change) => {
    const { store, root, from, into } = fixture();
    await store.keep(key, from, { note: async () => "" });
    const file = join(root, key, "tree", "lib/deep/a.js");
    chmodSync(file, 0o644);
    // A clock of whole milliseconds must have moved on.
    await new Promise((resolve) => setTimeout(resolve, 5));
    change(file);
    const out = into("out");
    expect(await store.checkOut(key, out)).toBeUndefined();
    expect(readdirSync(out)).toEqual([]);
    expect(await store.find(key)).toBeUndefined();
    expect(readdirSync(root)).toEqual([]);
  });

  test("keeps nothing that turns out to be wrong", async () => {
    const { store, root, from } = fixture();
    const note = (): Promise<string> => Promise.reject(new Error("it does not run"));
    await expect(store.keep(key, from, { note })).rejects.toThrow("it does not run");
    expect(existsSync(join(root, key))).toBe(false);
    expect(readFileSync(join(from, "run"), "utf8")).toBe("#!/bin/sh\n");
  });

  test("keeps a tree once, whoever comes first", async () => {
    const { store, root, from } = fixture();
    const kept = await Promise.all(
      [1, 2, 3].map((n) => store.keep(key, from, { note: async () => String(n) })),
    );
    expect(kept.filter(Boolean)).toHaveLength(1);
    expect(readdirSync(root).filter((name) => !name.startsWith("."))).toEqual([key]);
  });

  test("a tree that goes while it is checked out was never there", async () => {
    const { store, from, into } = fixture();
    await store.keep(key, from, { note: async () => "" });
    const outs = Array.from({ length: 8 }, (_, n) => into(`out-${n}`));
    const [deleted, ...methods] = await Promise.all([
      store.delete(key),
      ...outs.map((out) => store.checkOut(key, out)),
    ]);
    expect(deleted).toBe(true);
    for (const [index, method] of methods.entries()) {
      expect(readdirSync(outs[index] ?? "").length).toBe(method === undefined ? 0 : 4);
    }
    expect(await store.delete(key)).toBe(false);
  });

  test("what was checked out outlives the tree, and says whether anything is", async () => {
    const { store, from, into } = fixture();
    await store.keep(key, from, { note: async () => "" });
    rmSync(from, { recursive: true });
    expect(await store.isLinked(key)).toBe(false);
    const out = into("out");
    const method = await store.checkOut(key, out);
    expect(await store.isLinked(key)).toBe(method === "hardlink");
    await store.delete(key);
    expect(readFileSync(join(out, "run"), "utf8")).toBe("#!/bin/sh\n");
  });

  test("refuses a key that is a path", () => {
    const { store, from } = fixture();
    expect(() => store.keep("../out", from, { note: async () => "" })).toThrow(TypeError);
  });
});

describe.runIf(isOtherDevice())("between two devices", () => {
  test("nothing is kept, and what is kept elsewhere is copied, with its permissions", async () => {
    const { store, from } = fixture();
    const far = mkdtempSync("/dev/shm/tree-store-");
    onTestFinished(() => rmSync(far, { recursive: true, force: true }));
    const elsewhere = createTreeStore({ root: join(far, "store") });
    expect(await elsewhere.keep(key, from, { note: async () => "" })).toBe(false);
    expect(existsSync(join(far, "store"))).toBe(false);
    expect(lstatSync(join(from, "run")).mode & 0o777).toBe(0o755);
    await store.keep(key, from, { note: async () => "" });
    mkdirSync(join(far, "out"));
    expect(await store.checkOut(key, join(far, "out"))).toBe("copy");
    expect(lstatSync(join(far, "out", "run")).mode & 0o777).toBe(0o755);
  });
});

function isOtherDevice(): boolean {
  return existsSync("/dev/shm") && statSync("/dev/shm").dev !== statSync(tmpdir()).dev;
}
