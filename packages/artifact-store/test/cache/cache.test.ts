import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { type CacheDigest, createCache } from "../../src/cache/cache.js";
import { withLock } from "../../src/files/lock.js";
import { digestOf, noise, pieces } from "../helpers/bytes.js";
import { child } from "../helpers/child.js";
import { failure } from "../helpers/errors.js";
import { temporaryDirectory } from "../helpers/temporary-directory.js";
import { noMount, tmpfs } from "../helpers/tmpfs.js";

const content = noise(300_000);
const digest: CacheDigest = { algorithm: "sha256", digest: digestOf("sha256", content) };
const put = (root: string): Promise<string> => createCache({ root }).put(pieces(content, 10_000), digest);

/** Every file below a directory. */
const files = (root: string): string[] =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);

describe("createCache", () => {
  test("keeps a file under its digest and gives it back", async () => {
    const root = join(temporaryDirectory(), "cache");
    const cache = createCache({ root });
    expect(await cache.get(digest)).toBeUndefined();
    expect(existsSync(root)).toBe(false);
    const path = await cache.put(pieces(content, 10_000), { ...digest, sizeBytes: content.length });
    expect(path).toBe(cache.pathOf(digest));
    expect(path).toBe(join(root, "sha256", digest.digest.slice(0, 2), digest.digest));
    expect(await cache.get(digest)).toBe(path);
    expect(readFileSync(path).equals(content)).toBe(true);
    expect(files(root)).toEqual([digest.digest]);
  });

  test("takes integrity text of npm", async () => {
    const root = temporaryDirectory();
    const cache = createCache({ root });
    const sha512 = digestOf("sha512", content);
    const integrity = `sha512-${Buffer.from(sha512, "hex").toString("base64")}`;
    await cache.put(pieces(content), { algorithm: "sha512", digest: integrity });
    expect(await cache.get({ algorithm: "sha512", digest: sha512 })).toBe(
      join(root, "sha512", sha512.slice(0, 2), sha512),
    );
    expect(await cache.get(digest)).toBeUndefined();
  });

  test.each([
    ["changed", (path: string) => writeFileSync(path, noise(300_000, 2))],
    ["cut", (path: string) => truncateSync(path, 1000)],
    ["emptied", (path: string) => truncateSync(path, 0)],
    ["longer", (path: string) => writeFileSync(path, Buffer.concat([content, Buffer.from("x")]))],
  ])("does not give back a file that was %s, but removes it", async (_, damage) => {
    const root = temporaryDirectory();
    const path = await put(root);
    damage(path);
    expect(await createCache({ root }).get(digest)).toBeUndefined();
    expect(files(root)).toEqual([]);
    expect(await put(root)).toBe(path);
    expect(await createCache({ root }).get(digest)).toBe(path);
  });

  test("put replaces a damaged file", async () => {
    const root = temporaryDirectory();
    const path = await put(root);
    writeFileSync(path, "damaged");
    await put(root);
    expect(readFileSync(path).equals(content)).toBe(true);
  });

  test("ERR_ARTIFACT_DIGEST and ERR_ARTIFACT_SIZE: other bytes are not kept", async () => {
    const root = temporaryDirectory();
    const cache = createCache({ root });
    await failure(cache.put(pieces(noise(10)), digest), "ERR_ARTIFACT_DIGEST");
    await failure(cache.put(pieces(content), { ...digest, sizeBytes: 1 }), "ERR_ARTIFACT_SIZE");
    expect(files(root)).toEqual([]);
    await failure(cache.put(pieces(content), { ...digest, digest: "../../evil" }), "ERR_ARTIFACT_DIGEST");
  });

  test("an error of the source is passed on, and nothing is kept", async () => {
    const root = temporaryDirectory();
    const source = async function* (): AsyncGenerator<Buffer> {
      yield content.subarray(0, 1000);
      throw new RangeError("cut");
    };
    await expect(createCache({ root }).put(source(), digest)).rejects.toThrow(RangeError);
    expect(files(root)).toEqual([]);
  });

  test("ERR_ARTIFACT_ABORTED: put and get are called off", async () => {
    const root = temporaryDirectory();
    const signal = AbortSignal.abort();
    await failure(createCache({ root }).put(pieces(content), digest, { signal }), "ERR_ARTIFACT_ABORTED");
    expect(files(root)).toEqual([]);
    await put(root);
    await failure(createCache({ root }).get(digest, { signal }), "ERR_ARTIFACT_ABORTED");
  });

  test("delete removes a file, and says whether there was one", async () => {
    const root = temporaryDirectory();
    const path = await put(root);
    const cache = createCache({ root });
    expect(await cache.delete(digest)).toBe(true);
    expect(existsSync(path)).toBe(false);
    expect(await cache.delete(digest)).toBe(false);
  });

  test("processes that put, damage and get at once never see wrong bytes", async () => {
    const root = temporaryDirectory();
    const code = `
      const bytes = Buffer.alloc(200000, "node");
      const digest = { algorithm: "sha256", digest: args[1] };
      const cache = store.createCache({ root: args[0] });
      for (let i = 0; i < 15; i += 1) {
        await cache.put((async function* () { yield bytes; })(), digest);
        const path = await cache.get(digest);
        if (path !== undefined && args[2] !== "damage" && !fs.readFileSync(path).equals(bytes)) report("wrong bytes");
        if (args[2] === "damage") fs.writeFileSync(path + ".bad", "bad"), fs.renameSync(path + ".bad", path);
      }
      report("done");`;
    const sha256 = digestOf("sha256", Buffer.alloc(200_000, "node"));
    const careful = [child(code, root, sha256), child(code, root, sha256), child(code, root, sha256)];
    expect(await Promise.all(careful.map(({ output }) => output))).toEqual(["done\n", "done\n", "done\n"]);
    const damaging = child(code, root, sha256, "damage");
    expect(await damaging.output).toBe("done\n");
    expect(await createCache({ root }).get({ algorithm: "sha256", digest: sha256 })).toBeUndefined();
    expect(files(root)).toEqual([]);
  });

  test("a good file that replaced a damaged one is not removed by whoever saw the damage", async () => {
    const root = temporaryDirectory();
    const path = await put(root);
    writeFileSync(path, "damaged");
    let getting: Promise<string | undefined> = Promise.resolve(undefined);
    await withLock(join(root, "tmp", `.${digest.digest}.lock`), {}, async () => {
      getting = createCache({ root }).get(digest);
      await new Promise((resolve) => setTimeout(resolve, 100));
      writeFileSync(`${path}.good`, content);
      renameSync(`${path}.good`, path);
    });
    await getting;
    expect(await createCache({ root }).get(digest)).toBe(path);
  });

  test("put takes its place only while nobody removes what stands there", async () => {
    const root = temporaryDirectory();
    mkdirSync(join(root, "tmp"));
    let putting: Promise<string> = Promise.resolve("");
    await withLock(join(root, "tmp", `.${digest.digest}.lock`), {}, async () => {
      putting = put(root);
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(existsSync(createCache({ root }).pathOf(digest))).toBe(false);
    });
    expect(existsSync(await putting)).toBe(true);
  });

  test("what a killed process left half written is cleared away by the next one", async () => {
    const root = temporaryDirectory();
    const killed = child(
      `await store.createCache({ root: args[0] }).put((async function* () {
        yield Buffer.alloc(1000); report("working"); await new Promise((resolve) => setTimeout(resolve, 60000));
      })(), { algorithm: "sha256", digest: args[1] });`,
      root,
      digestOf("sha256", noise(5)),
    );
    await killed.printed("working");
    killed.process.kill("SIGKILL");
    await killed.exit;
    expect(files(root)).toHaveLength(1);
    await put(root);
    expect(files(root)).toEqual([digest.digest]);
  });

  test("a directory in the place of a file is an error, not a file", async () => {
    const root = temporaryDirectory();
    const cache = createCache({ root });
    mkdirSync(cache.pathOf(digest), { recursive: true });
    await failure(cache.get(digest), "ERR_ARTIFACT_IO");
    expect(dirname(cache.pathOf(digest))).toContain(root);
  });

  test.skipIf(noMount)(`ERR_ARTIFACT_DISK_FULL and ERR_ARTIFACT_READ_ONLY ${noMount ?? ""}`, async () => {
    const disk = tmpfs("size=128k");
    await failure(put(disk), "ERR_ARTIFACT_DISK_FULL");
    expect(files(disk)).toEqual([]);
    await failure(put(tmpfs("ro")), "ERR_ARTIFACT_READ_ONLY");
  });
});
