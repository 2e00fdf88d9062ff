import { describe, expect, it } from "vitest";
import { print, runApp, runBoth } from "../../support/run-app.js";

/** Each line is one call; what it gives or throws is compared with what Node.js gives or throws on a disk. */
const preamble = `const fs = require("node:fs");
const { join } = require("node:path");
const { promisify } = require("node:util");
const { pathToFileURL } = require("node:url");
const at = (path) => join(__dirname, "data", path);
const plain = (value) => {
  if (value instanceof Error) {
    // Newer versions add the path.
    if (value.code === "EISDIR") return value.code;
    const { name, message, code, errno, syscall, path, dest } = value;
    return { name, message, code, errno, syscall, path, dest };
  }
  if (Buffer.isBuffer(value)) return "Buffer " + value.toString("hex");
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof fs.Dirent) return [value.name, value.parentPath, value.isFile(), value.isDirectory(), value.isSymbolicLink()];
  if (value && typeof value.isFile === "function") {
    return [value.isFile(), value.isDirectory(), value.isSymbolicLink(), String(value.isFile() && value.size), typeof value.mtimeMs,
      typeof value.mtimeNs, value.mtime instanceof Date, value instanceof fs.Stats];
  }
  return value;
};
const answers = {};
const tell = async (name, run) => {
  try { answers[name] = plain(await run()) ?? "undefined"; } catch (error) { answers[name] = plain(error); }
};
`;

const files = {
  "data/a.txt": "grüße",
  "data/b/c.txt": "c",
  "data/b/d/e.txt": "e",
};
const links = { "data/link": "data/b", "data/b/text": "data/a.txt" };

async function compare(lines: readonly string[]): Promise<void> {
  const calls = lines.map((line) => `await tell(${JSON.stringify(line)}, () => ${line});`).join("\n");
  const main = `${preamble}(async () => {\n${calls}\n${print("answers")} })();`;
  const { packed, plain } = await runBoth({ files: { ...files, "main.js": main }, links, entry: "main.js" });
  expect(Object.keys(packed as object)).toHaveLength(lines.length);
  expect(packed).toEqual(plain);
}

const PATHS = [
  "a.txt",
  "b",
  "b/",
  "none",
  "a.txt/",
  "a.txt/x",
  "none/x",
  "link",
  "link/c.txt",
  "b/text",
  "b/../a.txt",
  "",
];

const FORMS: readonly (readonly [name: string, options: string])[] = [
  ["readFile", ""],
  ["readFile", ', "utf8"'],
  ["readFile", ', { encoding: "base64" }'],
  ["readdir", ""],
  ["readdir", ", { withFileTypes: true }"],
  ["readdir", ', { encoding: "buffer" }'],
  ["stat", ""],
  ["stat", ", { bigint: true }"],
  ["lstat", ""],
  ["access", ""],
];

/** A function in its three forms. */
function calls(name: string, options: string, paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    const args = `at(${JSON.stringify(path)})${options}`;
    return [`fs.${name}Sync(${args})`, `fs.promises.${name}(${args})`, `promisify(fs.${name})(${args})`];
  });
}

describe.skipIf(process.platform === "win32")("serveFiles() (compared where paths are alike)", () => {
  it("the functions that read a path are what they are on a disk, in their three forms", async () => {
    const links = /link|text/;
    await compare([
      ...FORMS.flatMap(([name, options]) => calls(name, options, PATHS)),
      ...calls(
        "readlink",
        "",
        PATHS.filter((path) => !links.test(path)),
      ),
    ]);
  });

  it("other calls that read are what they are on a disk", async () => {
    await compare([
      ...PATHS.map((path) => `fs.existsSync(at(${JSON.stringify(path)}))`),
      ...PATHS.map((path) => `promisify(fs.exists)(at(${JSON.stringify(path)}))`),
      ...["a.txt", "b", "link/c.txt", "b/text"].flatMap((path) =>
        ["fs.realpathSync", "fs.realpathSync.native", "fs.promises.realpath", "promisify(fs.realpath)"].map(
          (name) => `${name}(at("${path}"))`,
        ),
      ),
      `fs.readdirSync(at("b"), { recursive: true }).sort()`,
      `fs.readdirSync(at("b"), { recursive: true, withFileTypes: true }).map((one) => one.name).sort()`,
      `fs.promises.readdir(at("b"), { recursive: true }).then((names) => names.sort())`,
      `fs.readFileSync(pathToFileURL(at("a.txt")), "utf8")`,
      `fs.readFileSync(Buffer.from(at("a.txt")), "utf8")`,
      `fs.statSync(at("none"), { throwIfNoEntry: false })`,
      `fs.promises.readFile(at("a.txt"), { signal: AbortSignal.abort() }).catch((error) => error.name)`,
      `fs.promises.opendir(at("b")).then(Array.fromAsync).then((found) => found.map(plain).sort())`,
      `(() => { const dir = fs.opendirSync(at("b")); const first = dir.readSync(); dir.closeSync(); return first instanceof fs.Dirent && dir instanceof fs.Dir; })()`,
      `fs.promises.opendir(at("none")).catch(({ code }) => code)`,
      `fs.openAsBlob(at("a.txt")).then((blob) => blob.text())`,
      `fs.globSync("**/*.txt", { cwd: at("") }).sort()`,
      `Array.fromAsync(fs.promises.glob("**/*.txt", { cwd: at("") })).then((found) => found.sort())`,
    ]);
  });

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
    const calls = lines.map((line) => `await tell(${JSON.stringify(line)}, () => ${line});`).join("\n");
    const shown = "Object.fromEntries(Object.entries(answers).map(([name, { message }]) => [name, message]))";
    const main = `${preamble}(async () => {\n${calls}\n${print(shown)} })();`;
    const answers = (await runApp({ ...files, "main.js": main }, "main.js")) as Record<string, string>;
    expect(lines.map((line) => answers[line])).toEqual([
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
});
