import { describe, expect, it } from "vitest";
import { toldBy } from "../../support/calls.js";
import { runApp } from "../../support/run-app.js";

describe.skipIf(process.platform === "win32")(
  "refuseWrites() (skipped on Windows, whose paths differ)",
  () => {
    it("what would write is refused, as by a read-only file system", async () => {
      const lines = [
        `fs.writeFileSync(at("a.txt"), "")`,
        `fs.promises.appendFile(at("new"), "")`,
        `fs.openSync(at("a.txt"), "r+")`,
        `fs.promises.open(at("new"), "w")`,
        `fs.mkdirSync(at("new"))`,
        `fs.mkdirSync(at("b"), { recursive: true })`,
        `fs.mkdirSync(at("b"))`,
        `fs.rmSync(at("a.txt"))`,
        `fs.rmSync(at("none"), { force: true })`,
        `fs.unlinkSync(at("none"))`,
        `fs.promises.unlink(at("a.txt"))`,
        `fs.renameSync(at("a.txt"), at("z.txt"))`,
        `fs.renameSync(at("a.txt"), "/tmp/z.txt")`,
        `fs.symlinkSync("x", at("y"))`,
        `fs.copyFileSync("/proc/self/exe", at("y"))`,
        `fs.mkdtempSync(at("t-"))`,
        `fs.chmodSync(at("a.txt"), 0o600)`,
        `fs.utimesSync(at("a.txt"), 1, 1)`,
        `fs.truncateSync(at("a.txt"))`,
        `fs.accessSync(at("a.txt"), fs.constants.W_OK)`,
        `fs.watch(at("a.txt"))`,
        `new Promise((resolve) => fs.createWriteStream(at("a.txt")).on("error", resolve))`,
      ];
      const files = { "main.js": toldBy(lines), "data/a.txt": "a", "data/b/c.txt": "c" };
      const answers = (await runApp(files, "main.js")) as Record<string, { readonly message?: string }>;
      expect(lines.map((line) => answers[line]?.message)).toEqual([
        "EROFS: read-only file system, open '/snapshot/data/a.txt'",
        "EROFS: read-only file system, open '/snapshot/data/new'",
        "EROFS: read-only file system, open '/snapshot/data/a.txt'",
        "EROFS: read-only file system, open '/snapshot/data/new'",
        "EROFS: read-only file system, mkdir '/snapshot/data/new'",
        undefined,
        "EEXIST: file already exists, mkdir '/snapshot/data/b'",
        "EROFS: read-only file system, rm '/snapshot/data/a.txt'",
        undefined,
        "ENOENT: no such file or directory, unlink '/snapshot/data/none'",
        "EROFS: read-only file system, unlink '/snapshot/data/a.txt'",
        "EROFS: read-only file system, rename '/snapshot/data/a.txt' -> '/snapshot/data/z.txt'",
        "EXDEV: cross-device link not permitted, rename '/snapshot/data/a.txt' -> '/tmp/z.txt'",
        "EROFS: read-only file system, symlink 'x' -> '/snapshot/data/y'",
        "EROFS: read-only file system, copyfile '/proc/self/exe' -> '/snapshot/data/y'",
        "EROFS: read-only file system, mkdtemp '/snapshot/data/t-XXXXXX'",
        "EROFS: read-only file system, chmod '/snapshot/data/a.txt'",
        "EROFS: read-only file system, utime '/snapshot/data/a.txt'",
        "EROFS: read-only file system, open '/snapshot/data/a.txt'",
        "EROFS: read-only file system, access '/snapshot/data/a.txt'",
        "ENOSYS: function not implemented, watch '/snapshot/data/a.txt'",
        "EROFS: read-only file system, open '/snapshot/data/a.txt'",
      ]);
    });
  },
);
