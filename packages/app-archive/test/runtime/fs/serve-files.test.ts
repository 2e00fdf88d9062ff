import { describe, expect, it } from "vitest";
import { toldBy } from "../../support/calls.js";
import { runBoth } from "../../support/run-app.js";

const files = {
  "data/a.txt": "grüße",
  "data/b/c.txt": "c",
  "data/b/d/e.txt": "e",
};
const links = { "data/link": "data/b", "data/b/text": "data/a.txt" };

/** Each line is one call; what it gives or throws is compared with what Node.js gives or throws on a disk. */
async function compare(lines: readonly string[]): Promise<void> {
  const app = { files: { ...files, "main.js": toldBy(lines) }, links, entry: "main.js" };
  const { packed, plain } = await runBoth(app);
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
});
