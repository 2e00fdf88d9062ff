import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { placeDirectory } from "../../src/install/place-directory.js";
import { listing } from "../support/install.js";
import { temporaryDirectory } from "../support/temporary-directory.js";

function files(folder: string, contents: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(contents)) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

describe("placeDirectory()", () => {
  test("keeps what stood there and is not replaced", async () => {
    const root = temporaryDirectory();
    const directory = join(root, "build/Release");
    files(directory, { "a.node": "old", "other.node": "other", "obj/a.o": "object", "obj/b.o": "object" });
    symlinkSync("other.node", join(directory, "link"));
    const result = await placeDirectory(
      { directory, mark: join(directory, "a.node"), root },
      async (stage) => {
        files(stage, { "a.node": "new", "obj/b.o": "new" });
        return 7;
      },
    );
    expect(result).toBe(7);
    const text = (path: string): string => readFileSync(join(directory, path), "utf8");
    expect([text("a.node"), text("other.node"), text("obj/a.o"), text("obj/b.o")]).toEqual([
      "new",
      "other",
      "object",
      "new",
    ]);
    expect(readlinkSync(join(directory, "link"))).toBe("other.node");
    expect(readdirSync(join(root, "build"))).toEqual(["Release"]);
  });

  test("leaves nothing when the work fails, not even a parent", async () => {
    const root = temporaryDirectory();
    const directory = join(root, "lib/binding/napi-v3");
    const work = async (stage: string): Promise<void> => {
      await writeFile(join(stage, "a.node"), "half");
      throw new Error("no");
    };
    await expect(placeDirectory({ directory, mark: join(directory, "a.node"), root }, work)).rejects.toThrow(
      "no",
    );
    expect(listing(root)).toEqual([]);
  });

  test("moves files one by one where the folder holds the package itself", async () => {
    const root = temporaryDirectory();
    files(root, { "package.json": "{}", "a.node": "old", "lib/index.js": "code" });
    const before = lstatSync(root).ino;
    await placeDirectory({ directory: root, mark: join(root, "a.node"), root }, async (stage) =>
      files(stage, { "a.node": "new", "lib/b.so": "library" }),
    );
    expect(lstatSync(root).ino).toBe(before);
    expect(listing(root)).toEqual(["a.node", "lib", "lib/b.so", "lib/index.js", "package.json"]);
    expect(readFileSync(join(root, "a.node"), "utf8")).toBe("new");
    const fails = placeDirectory({ directory: root, mark: join(root, "a.node"), root }, async () => {
      throw new Error("no");
    });
    await expect(fails).rejects.toThrow("no");
    expect(listing(root)).toHaveLength(5);
  });

  test("follows a folder that is a link", async () => {
    const root = temporaryDirectory();
    const elsewhere = temporaryDirectory();
    symlinkSync(elsewhere, join(root, "binding"));
    const directory = join(root, "binding");
    await placeDirectory({ directory, mark: join(directory, "a.node"), root }, async (stage) =>
      files(stage, { "a.node": "new" }),
    );
    expect(lstatSync(directory).isSymbolicLink()).toBe(true);
    expect(existsSync(join(elsewhere, "a.node"))).toBe(true);
  });

  test("refuses a file in the folder's place", async () => {
    const root = temporaryDirectory();
    files(root, { binding: "a file" });
    const directory = join(root, "binding");
    await expect(
      placeDirectory({ directory, mark: join(directory, "a.node"), root }, async () => {}),
    ).rejects.toMatchObject({ code: "ERR_PREBUILD_WRITE" });
    expect(readFileSync(directory, "utf8")).toBe("a file");
  });
});
