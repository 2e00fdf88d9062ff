import { lstatSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { TreeWriter } from "../../src/unpack/tree-writer.js";
import { thrown } from "../helpers/errors.js";
import { temporaryDirectory } from "../helpers/temporary-directory.js";

const caseful = { isWindows: false, isCaseless: false };

function writer(
  root = temporaryDirectory(),
  rules = caseful,
): TreeWriter & { file(path: string, content: string): void } {
  const made = new TreeWriter({ root, label: "a.tar", rules });
  return Object.assign(made, {
    file: (path: string, content: string) => {
      made.beginFile(path, 0o644);
      made.data(Buffer.from(content), 0, Buffer.byteLength(content));
      made.endFile();
    },
  });
}

const UNSAFE = "ERR_ARTIFACT_UNSAFE_ENTRY";

describe("TreeWriter", () => {
  test("makes files with their parents, directories and links", () => {
    const root = temporaryDirectory();
    const tree = writer(root);
    tree.file("a/b/c", "content");
    tree.directory("a/d", 0o755);
    tree.symlink("a/link", "b/c");
    tree.hardlink("copy", "a/b/c");
    tree.finish();
    expect(readFileSync(join(root, "a/link"), "utf8")).toBe("content");
    expect(lstatSync(join(root, "copy")).ino).toBe(lstatSync(join(root, "a/b/c")).ino);
    expect(readdirSync(join(root, "a")).sort()).toEqual(["b", "d", "link"]);
  });

  test("writes a part of a chunk", () => {
    const root = temporaryDirectory();
    const tree = writer(root);
    tree.beginFile("a", 0o644);
    tree.data(Buffer.from("0123456789"), 2, 5);
    tree.data(Buffer.from("0123456789"), 0, 2);
    tree.endFile();
    expect(readFileSync(join(root, "a"), "utf8")).toBe("23401");
  });

  test.each([
    [0o755, 0o755],
    [0o644, 0o644],
    [0o4755, 0o755],
    [0o2755, 0o755],
    [0o1644, 0o644],
    [0o444, 0o644],
    [0o000, 0o600],
  ])("a file of mode %o gets %o", (mode, expected) => {
    const root = temporaryDirectory();
    const tree = writer(root);
    tree.beginFile("a", mode);
    tree.endFile();
    tree.directory("d", mode);
    expect(statSync(join(root, "a")).mode & 0o7777).toBe(expected & ~process.umask());
    expect(statSync(join(root, "d")).mode & 0o7777).toBe((mode & 0o777 & ~process.umask()) | 0o700);
  });

  test("the umask holds", () => {
    const before = process.umask(0o077);
    onTestFinished(() => void process.umask(before));
    const root = temporaryDirectory();
    const tree = writer(root);
    tree.beginFile("a", 0o755);
    tree.endFile();
    expect(statSync(join(root, "a")).mode & 0o7777).toBe(0o700);
  });

  test("a directory's own mode counts though a file in it came first", () => {
    const root = temporaryDirectory();
    const tree = writer(root);
    tree.file("d/a", "");
    tree.directory("d", 0o500);
    expect(statSync(join(root, "d")).mode & 0o777).toBe(0o700);
    tree.file("d/b", "");
  });

  test("of a file that comes twice the last one counts, and no link to the first is written through", () => {
    const root = temporaryDirectory();
    const tree = writer(root);
    tree.file("a", "first");
    tree.hardlink("kept", "a");
    tree.file("a", "last");
    expect(readFileSync(join(root, "a"), "utf8")).toBe("last");
    expect(readFileSync(join(root, "kept"), "utf8")).toBe("first");
  });

  test("refuses to write through a link, to a file or into a directory", () => {
    const root = temporaryDirectory();
    const tree = writer(root);
    tree.directory("real", 0o755);
    tree.symlink("link", "real");
    thrown(() => tree.file("link/evil", "x"), UNSAFE);
    thrown(() => tree.file("link", "x"), UNSAFE);
    thrown(() => tree.directory("link", 0o755), UNSAFE);
    thrown(() => tree.symlink("link", "elsewhere"), UNSAFE);
    thrown(() => tree.hardlink("link", "real"), UNSAFE);
    expect(readdirSync(join(root, "real"))).toEqual([]);
  });

  test("refuses to put a file below a file, or in the place of a directory", () => {
    const tree = writer();
    tree.file("a", "");
    tree.directory("d", 0o755);
    thrown(() => tree.file("a/b", ""), UNSAFE);
    thrown(() => tree.file("d", ""), UNSAFE);
    thrown(() => tree.directory("a", 0o755), UNSAFE);
  });

  test("refuses links out, and hardlinks to what is not a file of the archive", () => {
    const tree = writer();
    tree.directory("d", 0o755);
    tree.symlink("s", "d");
    thrown(() => tree.symlink("x", "../x"), UNSAFE);
    thrown(() => tree.symlink("x", "/etc/passwd"), UNSAFE);
    thrown(() => tree.symlink("x", ""), UNSAFE);
    thrown(() => tree.symlink("x", "a\0b"), UNSAFE);
    for (const target of ["missing", "d", "s"]) {
      thrown(() => tree.hardlink("x", target), UNSAFE);
    }
  });

  test("finish refuses links that lead out together", () => {
    const tree = writer();
    tree.symlink("t", "deep/s/../..");
    tree.symlink("deep/s", "../d1");
    thrown(() => tree.finish(), UNSAFE);
  });

  test("knows names that differ in case alone where that matters", () => {
    const caseless = { isWindows: false, isCaseless: true };
    const tree = writer(temporaryDirectory(), caseless);
    tree.file("dir/README", "");
    thrown(() => tree.file("dir/readme", ""), UNSAFE);
    thrown(() => tree.file("DIR/other", ""), UNSAFE);
    const elsewhere = writer();
    elsewhere.file("README", "");
    elsewhere.file("readme", "");
  });

  test("does not touch what it did not make", () => {
    const root = temporaryDirectory();
    writeFileSync(join(root, "mine"), "mine");
    thrown(() => writer(root).file("mine", "theirs"), UNSAFE);
    expect(readFileSync(join(root, "mine"), "utf8")).toBe("mine");
  });

  test("names the path that cannot be written", () => {
    const root = temporaryDirectory();
    const tree = writer(join(root, "missing"));
    const error = thrown(() => tree.file("a", ""), "ERR_ARTIFACT_NOT_FOUND");
    expect(error.path).toBe(join(root, "missing/a"));
  });

  test("close lets go of a file that was not ended", () => {
    const root = temporaryDirectory();
    const tree = writer(root);
    tree.beginFile("a", 0o644);
    const open = (): number => readdirSync("/proc/self/fd").length;
    const before = process.platform === "linux" ? open() : 1;
    tree.close();
    tree.close();
    expect(process.platform === "linux" ? open() : 0).toBe(before - 1);
    tree.data(Buffer.from("late"), 0, 4);
  });
});
