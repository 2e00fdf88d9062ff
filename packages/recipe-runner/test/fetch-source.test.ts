import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createHttpClient } from "@nodewright/artifact-store";
import { createKeyring, generateSigningKey, signShasums } from "@nodewright/gpg-verify";
import { describe, expect, it, onTestFinished } from "vitest";
import { type FetchSourceOptions, fetchSource } from "../src/fetch-source.js";
import { loadRecipe } from "../src/load-recipe.js";
import type { SourceRecipe } from "../src/types.js";
import { recipesRoot } from "./support/recipes.js";
import { tempDir } from "./support/temporary.js";

const recipe = (await loadRecipe(join(recipesRoot, "fetch-source"))) as SourceRecipe;
const key = await generateSigningKey({ name: "A releaser", email: "releaser@example.org" });
const other = await generateSigningKey({ name: "Somebody", email: "somebody@example.org" });
const keyring = createKeyring(key.publicKey);

const NAME = "node-v24.1.0.tar.xz";
const sha256 = (bytes: string): string => createHash("sha256").update(bytes).digest("hex");
const list = `${sha256("source")}  ${NAME}\n`;
const signedBy = async ({ privateKey }: typeof key, text = list): Promise<string> =>
  (await signShasums(text, { privateKey })).clearsigned;

/** Serves these files; one that comes late is there at the third request. */
async function serve(files: Readonly<Record<string, string>>, late: readonly string[] = []): Promise<string> {
  const asked = new Map<string, number>();
  const server = createServer(({ url = "" }, response) => {
    asked.set(url, (asked.get(url) ?? 0) + 1);
    const body = late.includes(url) && (asked.get(url) ?? 0) < 3 ? undefined : files[url];
    response.statusCode = body === undefined ? 404 : 200;
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/download/`;
}

async function fetch(
  mirror: string,
  changes: Partial<FetchSourceOptions> = {},
): ReturnType<typeof fetchSource> {
  const client = createHttpClient({ env: {} });
  onTestFinished(() => client.close());
  const common = { recipe, version: "v24.1.0", directory: tempDir(), client, mirror, keyring };
  return await fetchSource({ ...common, sleep: async () => undefined, now: () => new Date(), ...changes });
}

const RELEASE = "/download/release/v24.1.0/";

describe("fetchSource", () => {
  it("fetches what a releaser's key has signed for", async () => {
    const mirror = await serve({
      [`${RELEASE}SHASUMS256.txt.asc`]: await signedBy(key),
      [`${RELEASE}${NAME}`]: "source",
    });
    const source = await fetch(mirror);
    expect(readFileSync(source.path, "utf8")).toBe("source");
    expect(source).toMatchObject({
      sha256: sha256("source"),
      url: `${mirror}release/v24.1.0/${NAME}`,
      evidence: { kind: "signature", keyFingerprint: expect.stringMatching(/^[0-9A-F]{40}$/i) },
    });
  });

  it("waits for a list that appears after the release", async () => {
    const waits: string[] = [];
    const asc = `${RELEASE}SHASUMS256.txt.asc`;
    const mirror = await serve({ [asc]: await signedBy(key), [`${RELEASE}${NAME}`]: "source" }, [asc]);
    await fetch(mirror, { onWait: (message) => waits.push(message) });
    expect(waits).toEqual([
      expect.stringContaining("attempt 1 of 30"),
      expect.stringContaining("attempt 2 of 30"),
    ]);
  });

  it.each([
    ["another key", () => signedBy(other), /unknown-key/],
    ["a changed list", async () => (await signedBy(key)).replace(/[0-9a-f]{8}/, "deadbeef"), /is bad/],
    ["no signature at all", async () => list, /unsigned|malformed/],
    ["a list of another release", () => signedBy(key, list.replaceAll("24.1.0", "24.1.1")), /wrong-version/],
  ])("refuses %s, and leaves nothing", async (_, signed, message) => {
    const directory = tempDir();
    const mirror = await serve({
      [`${RELEASE}SHASUMS256.txt.asc`]: await signed(),
      [`${RELEASE}${NAME}`]: "source",
    });
    const fetching = fetch(mirror, { directory });
    await expect(fetching).rejects.toMatchObject({ code: "ERR_RECIPE_SOURCE", failureClass: "infra" });
    await expect(fetching).rejects.toThrow(message);
    expect(readdirSync(directory)).toEqual([]);
  });

  it("refuses other bytes than were signed for", async () => {
    const directory = tempDir();
    const mirror = await serve({
      [`${RELEASE}SHASUMS256.txt.asc`]: await signedBy(key),
      [`${RELEASE}${NAME}`]: "evil",
    });
    await expect(fetch(mirror, { directory })).rejects.toMatchObject({ code: "ERR_RECIPE_SOURCE" });
    expect(readdirSync(directory)).toEqual([]);
  });

  it("does not take a release's unsigned list in place of a signed one", async () => {
    const mirror = await serve({ [`${RELEASE}SHASUMS256.txt`]: list, [`${RELEASE}${NAME}`]: "source" });
    await expect(fetch(mirror)).rejects.toThrow(/SHASUMS256\.txt\.asc cannot be read/);
  });

  it("takes the server's word for nightlies, and says so", async () => {
    const version = "v25.0.0-nightly20260417b178842482";
    const name = `node-${version}.tar.xz`;
    const folder = `/download/nightly/${version}/`;
    const mirror = await serve({
      [`${folder}SHASUMS256.txt`]: `${sha256("source")}  ${name}\n`,
      [`${folder}${name}`]: "source",
    });
    expect(await fetch(mirror, { version })).toMatchObject({ evidence: { kind: "shasums" } });
  });

  it("has no channel for what nodejs.org never makes", async () => {
    const fetching = fetch("http://127.0.0.1:1/", { version: "v24.1.0-mine.1" });
    await expect(fetching).rejects.toMatchObject({ code: "ERR_RECIPE_INVALID" });
  });
});
