import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findNearestRequest } from "../src/nearest-version-file.js";

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "nearest-"));
});

afterEach(() => rm(root, { recursive: true, force: true }));

async function having(files: Readonly<Record<string, string | object>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), typeof content === "string" ? content : JSON.stringify(content));
  }
}

/** What decides in a folder: the file below the root, and the word. */
async function nearest(folder = "."): Promise<string | undefined> {
  await mkdir(join(root, folder), { recursive: true });
  const found = await findNearestRequest({ folder: join(root, folder) });
  return found && `${found.request.file.slice(root.length + 1)} ${found.request.spec}`;
}

const manifest = {
  volta: { node: "20.1.0" },
  devEngines: { runtime: { name: "node", version: "^22.1.0" } },
  engines: { node: ">=18" },
  pkg: { targets: ["node16-linux-x64"] },
};

describe("findNearestRequest", () => {
  test("walks up to the nearest folder with a version file", async () => {
    await having({ ".nvmrc": "22\n", "a/.node-version": "24\n", "a/b/c/README.md": "" });
    expect(await nearest("a/b/c")).toBe("a/.node-version 24");
    expect(await nearest("d")).toBe(".nvmrc 22");
  });

  test("gives the request as its file has it", async () => {
    await having({ ".nvmrc": "# ours\nlts/*\n" });
    expect(await findNearestRequest({ folder: root })).toEqual({
      request: { spec: "lts/*", dialect: "nvm", file: join(root, ".nvmrc"), path: [], line: 2 },
    });
  });

  test("keeps the order of the files in a folder", async () => {
    const files: Record<string, string | object> = {
      ".node-version": "1",
      ".nvmrc": "2",
      ".n-node-version": "3",
      ".tool-versions": "nodejs 4",
      "mise.toml": '[tools]\nnode = "5"',
      ".mise.toml": '[tools]\nnode = "6"',
      "package.json": manifest,
    };
    await having(files);
    for (const [index, name] of Object.keys(files).entries()) {
      expect(await nearest()).toBe(`${name} ${name === "package.json" ? "20.1.0" : index + 1}`);
      await rm(join(root, name));
    }
  });

  test.each([
    [manifest, "20.1.0"],
    [{ ...manifest, volta: undefined }, "^22.1.0"],
    [{ engines: manifest.engines, pkg: manifest.pkg }, ">=18"],
    [{ pkg: manifest.pkg }, undefined],
  ])("of a package.json takes the most binding member (%#)", async (content, spec) => {
    await having({ "package.json": content });
    expect(await nearest()).toBe(spec && `package.json ${spec}`);
  });

  test("passes over files that ask for no Node.js", async () => {
    await having({
      "package.json": manifest,
      "a/package.json": { name: "a" },
      "a/.tool-versions": "ruby 3.4.1\n",
      "a/mise.toml": '[tools]\npython = "3"\n',
    });
    expect(await nearest("a")).toBe("package.json 20.1.0");
  });

  test("follows volta.extends, which counts before devEngines and engines", async () => {
    await having({
      "package.json": { volta: { node: "22.3.0" } },
      "shared/volta.json": { volta: { extends: "../package.json" } },
      "a/package.json": { volta: { extends: "../shared/volta.json" }, engines: { node: "20" } },
      "b/package.json": { volta: { extends: "../shared/volta.json", node: "24.1.0" } },
    });
    expect(await nearest("a")).toBe("package.json 22.3.0");
    expect(await nearest("b")).toBe("b/package.json 24.1.0");
  });

  test.each([
    ["is not there", { extends: "../x.json" }, /a\/package\.json: volta\.extends names \S+x\.json, which/],
    ["goes in a circle", { extends: "package.json" }, /volta\.extends goes in a circle/],
    ["is not a text", { extends: 5 }, /volta\.extends is not a text/],
  ])("says that volta.extends %s", async (_, volta, message) => {
    await having({ "a/package.json": { volta } });
    await expect(nearest("a")).rejects.toMatchObject({ code: "ERR_RELEASE_VERSION_FILE", message });
  });
});

describe("findNearestRequest, where engines.node is nearest", () => {
  const inner = { "packages/a/package.json": { engines: { node: ">=18" } } };

  test.each([
    ["a repository", ".git/HEAD"],
    ["a pnpm workspace", "pnpm-workspace.yaml"],
  ])("lets a version chosen further up in %s decide", async (_, marker) => {
    await having({ ...inner, ".nvmrc": "22", [marker]: "" });
    expect(await findNearestRequest({ folder: join(root, "packages/a/src") })).toMatchObject({
      request: { spec: "22", file: join(root, ".nvmrc") },
      requirement: { spec: ">=18", file: join(root, "packages/a/package.json"), path: ["engines", "node"] },
    });
  });

  test("lets the workspace's root decide by its package.json", async () => {
    await having({ ...inner, "package.json": { workspaces: ["packages/*"], volta: { node: "20.1.0" } } });
    expect(await nearest("packages/a")).toBe("package.json 20.1.0");
  });

  test("does not ask beyond the project, nor for other requirements", async () => {
    await having({ ...inner, ".nvmrc": "22", "packages/.git": "gitdir: elsewhere" });
    expect(await nearest("packages/a")).toBe("packages/a/package.json >=18");
    await having({ ...inner, "package.json": { engines: { node: ">=20" } } });
    expect(await nearest("packages/a")).toBe("packages/a/package.json >=18");
  });
});

describe("findNearestRequest, of a bad file", () => {
  test.each([
    [".nvmrc", "22\n24\n", /\.nvmrc: line 2: a second version/],
    [".nvmrc", "# x\nhello world\n", /\.nvmrc, line 2: cannot resolve "hello world" as nvm reads it/],
    [".node-version", "\n\nstable\n", /\.node-version, line 3: cannot resolve "stable"/],
    [".tool-versions", "ruby 3\nnodejs\n", /\.tool-versions: line 2: nodejs has no version/],
    ["mise.toml", "[tools\n", /mise\.toml: it is not TOML at line 1/],
    ["package.json", "{,}", /package\.json: it is not JSON/],
    ["package.json", '{"engines": {"node": 22}}', /package\.json: engines\.node is not a text/],
    ["package.json", '{"engines": {"node": "new"}}', /package\.json, engines\.node: cannot resolve "new"/],
  ])("names %s and the place in %j", async (name, content, message) => {
    await having({ [name]: content });
    await expect(nearest()).rejects.toMatchObject({ code: "ERR_RELEASE_VERSION_FILE", message });
  });

  test("goes on to what .tool-versions lists to fall back on", async () => {
    await having({ ".tool-versions": "nodejs system 24.1.0\n" });
    expect(await nearest()).toBe(".tool-versions 24.1.0");
  });

  test("is not passed over for the next member", async () => {
    await having({ "package.json": { ...manifest, volta: { node: "newest" } } });
    await expect(nearest()).rejects.toMatchObject({ message: expect.stringContaining("volta.node: ") });
  });

  test("does not take a folder for a file", async () => {
    await having({ ".nvmrc/x": "", ".node-version": "24" });
    expect(await nearest()).toBe(".node-version 24");
  });
});
