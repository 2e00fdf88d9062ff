import { existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { BuildContext } from "../../src/context.js";
import { fetchArchive, splitLocation } from "../../src/fetch/fetch-archive.js";
import { makeContext, makeScratch, makeTarball } from "../support/build.js";

const FAILED = expect.objectContaining({ code: "ERR_BUILD_FAILED" });

function setUp(changes: Partial<BuildContext> = {}) {
  const scratch = makeScratch();
  const tarball = makeTarball(scratch, "pkg-1.0", { file: "text" });
  const context = makeContext(scratch, changes);
  return {
    scratch,
    tarball,
    context,
    request: { packageName: "pkg-1.0", url: tarball.url, digest: tarball.sha256 },
  };
}

/** A backend that serves from a table, and remembers what it was asked. */
function table(files: Readonly<Record<string, string>>) {
  const asked: string[] = [];
  const http = {
    name: "table",
    head: async (_: unknown, url: string) => {
      asked.push(`HEAD ${url}`);
      return url in files;
    },
    get: async (_: unknown, url: string, { cwd, file }: { cwd: string; file: string }) => {
      asked.push(`GET ${url}`);
      const source = files[url];
      if (source === undefined) return false;
      writeFileSync(`${cwd}/${file}`, readFileSync(source));
      return true;
    },
  };
  return { http, asked };
}

describe("fetchArchive", () => {
  test("downloads, verifies, unpacks, and says so", async () => {
    const { scratch, context, request, tarball } = setUp();
    await fetchArchive(context, request);
    expect(scratch.read("build/pkg-1.0/file")).toBe("text");
    expect(existsSync(scratch.path("build/pkg-1.0.tar.gz"))).toBe(false);
    expect(context.stderr.text).toBe(`Downloading pkg-1.0.tar.gz...\n-> ${tarball.url}\n`);
  });

  test("keep leaves the archive", async () => {
    const { scratch, context, request } = setUp({ flags: { keep: true } });
    await fetchArchive(context, request);
    expect(existsSync(scratch.path("build/pkg-1.0.tar.gz"))).toBe(true);
  });

  test("a wrong digest stops it before anything is unpacked", async () => {
    const { scratch, context, request } = setUp();
    await expect(fetchArchive(context, { ...request, digest: "0".repeat(64) })).rejects.toEqual(FAILED);
    expect(existsSync(scratch.path("build/pkg-1.0"))).toBe(false);
    expect(context.logText()).toContain("checksum mismatch: pkg-1.0.tar.gz (file is corrupt)");
  });

  test("what cannot be downloaded, and what has no address", async () => {
    const { context, request } = setUp();
    await expect(fetchArchive(context, { ...request, url: "file:///missing.tar.gz" })).rejects.toEqual(
      FAILED,
    );
    expect(context.stderr.text).toContain("error: failed to download pkg-1.0.tar.gz\n");
    await expect(fetchArchive(context, { ...request, url: undefined })).rejects.toEqual(FAILED);
    expect(context.stderr.text).toContain("error: failed to download pkg-1.0 (missing package url)\n");
  });

  test("NODE_BUILD_TARBALL_OVERRIDE stands in for packages of Node.js alone", async () => {
    const { scratch, tarball } = setUp();
    const override = `${tarball.url}#${tarball.sha256}`;
    const context = makeContext(scratch, { env: { NODE_BUILD_TARBALL_OVERRIDE: override } });
    await fetchArchive(context, { packageName: "node-v1", url: "file:///missing", digest: undefined });
    expect(scratch.read("build/node-v1/file")).toBe("text");
    const other = { packageName: "other-v1", url: "file:///missing", digest: undefined };
    await expect(fetchArchive(context, other)).rejects.toEqual(FAILED);
  });

  test("an archive that lies in the build directory is used, if it is the right one", async () => {
    const { scratch, context, request, tarball } = setUp();
    symlinkSync(tarball.path, scratch.path("build/pkg-1.0.tar.gz"));
    await fetchArchive(context, request);
    expect(context.stderr.text).toBe("");
    scratch.write("build/pkg-1.0.tar.gz", "damaged");
    await fetchArchive(context, request);
    expect(context.stderr.text).toContain("Downloading");
  });
});

describe("fetchArchive with a cache", () => {
  test("keeps what was downloaded, takes it from there, and mends what is damaged", async () => {
    const { scratch, request } = setUp();
    mkdirSync(scratch.path("cache"));
    const again = () =>
      makeContext(scratch, { cacheDirectory: scratch.path("cache"), flags: { keep: true } });
    await fetchArchive(again(), request);
    expect(lstatSync(scratch.path("cache/pkg-1.0.tar.gz")).isFile()).toBe(true);
    expect(lstatSync(scratch.path("build/pkg-1.0.tar.gz")).isSymbolicLink()).toBe(true);

    const cached = again();
    await fetchArchive(cached, request);
    expect(cached.stderr.text).toBe("");

    scratch.write("cache/pkg-1.0.tar.gz", "damaged");
    const mended = again();
    await fetchArchive(mended, request);
    expect(mended.stderr.text).toContain("Downloading");
    expect(readFileSync(scratch.path("cache/pkg-1.0.tar.gz"))).toEqual(
      readFileSync(scratch.path("pkg-1.0.tar.gz")),
    );
  });

  test("a wrong download never reaches the cache", async () => {
    const { scratch, request } = setUp();
    mkdirSync(scratch.path("cache"));
    const context = makeContext(scratch, { cacheDirectory: scratch.path("cache") });
    await expect(fetchArchive(context, { ...request, digest: "0".repeat(64) })).rejects.toEqual(FAILED);
    expect(existsSync(scratch.path("cache/pkg-1.0.tar.gz"))).toBe(false);
  });
});

describe("fetchArchive with a mirror", () => {
  const origin = "https://nodejs.org/dist/v1/pkg-1.0.tar.gz";
  const mirror = "http://mirror/v1/pkg-1.0.tar.gz";
  const env = { NODE_BUILD_MIRROR_URL: "http://mirror" };

  test.each([
    ["is taken first", { mirror: "good" }, [`HEAD ${mirror}`, `GET ${mirror}`]],
    ["is passed over where it lacks the file", { origin: "good" }, [`HEAD ${mirror}`, `GET ${origin}`]],
    [
      "is passed over where its file is wrong",
      { mirror: "bad", origin: "good" },
      [`HEAD ${mirror}`, `GET ${mirror}`, `GET ${origin}`],
    ],
  ])("%s", async (_, has: { mirror?: string; origin?: string }, expected) => {
    const { scratch, tarball, request } = setUp();
    const file = (kind: string) => (kind === "good" ? tarball.path : scratch.write("bad", "wrong"));
    const { http, asked } = table({
      ...(has.mirror && { [mirror]: file(has.mirror) }),
      ...(has.origin && { [origin]: file(has.origin) }),
    });
    const context = makeContext(scratch, { env, http });
    await fetchArchive(context, { ...request, url: origin });
    expect(asked).toEqual(expected);
  });

  test("is not asked for what nothing pins", async () => {
    const { scratch, tarball, request } = setUp();
    const { http, asked } = table({ [origin]: tarball.path, [mirror]: tarball.path });
    await fetchArchive(makeContext(scratch, { env, http }), { ...request, url: origin, digest: undefined });
    expect(asked).toEqual([`GET ${origin}`]);
  });
});

test.each([
  ["#", undefined, undefined],
  ["", undefined, undefined],
  ["http://a", "http://a", undefined],
  ["http://a#", "http://a", undefined],
  ["http://a#b#c", "http://a", "b#c"],
])("splitLocation %j", (location, url, digest) => {
  expect(splitLocation(location)).toEqual({ url, digest });
});
