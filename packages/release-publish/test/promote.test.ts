import { spawnSync } from "node:child_process";
import { createPublicKey } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createKeyring, verifyShasums } from "@nodewright/gpg-verify";
import { parseIndex } from "@nodewright/release-index";
import { beforeAll, describe, expect, it } from "vitest";
import { type Promotion, promote, type SigningKeys } from "../src/promote.js";
import { openReleaseTree } from "../src/release-tree.js";
import { verifyProvenance } from "../src/verify-provenance.js";
import { artifact, makeKeys, now, promotionOf, sha256, temporaryFolder } from "./support/fixtures.js";

const gz = "node-v24.1.0-linux-x64-musl.tar.gz";
const xz = "node-v24.1.0-linux-x64-musl.tar.xz";
const other = "node-v24.1.0-linux-arm64-musl.tar.gz";

let keys: SigningKeys;
beforeAll(async () => {
  keys = await makeKeys();
});

/** What the public sees, proved as a user would. Throws where anything contradicts anything. */
async function publicState(root: string): Promise<Record<string, readonly string[]>> {
  const channel = join(root, "download", "release");
  if (!existsSync(channel)) return {};
  const rows = parseIndex(readFileSync(join(channel, "index.json"), "utf8"), { format: "json" });
  expect(parseIndex(readFileSync(join(channel, "index.tab"), "utf8"), { format: "tab" })).toHaveLength(
    rows.length,
  );
  const lines = readFileSync(join(channel, "index.ndjson"), "utf8").trim().split("\n");
  const indexed = new Map(lines.map((line) => JSON.parse(line)).map((line) => [line.file, line.sha256]));
  const state: Record<string, readonly string[]> = {};
  for (const { version } of rows) {
    const folder = join(channel, version);
    const read = (name: string): Buffer => readFileSync(join(folder, name));
    const keyring = createKeyring(keys.publicKey);
    const text = read("SHASUMS256.txt");
    const detached = await verifyShasums(
      { text, signature: read("SHASUMS256.txt.sig") },
      { keyring, version },
    );
    const clear = await verifyShasums({ clearsigned: read("SHASUMS256.txt.asc") }, { keyring, version });
    if (detached.verdict !== "valid" || clear.verdict !== "valid") throw new Error(`${version}: not signed`);
    expect([...clear.shasums]).toEqual([...detached.shasums]);
    for (const [name, { hex }] of clear.shasums) {
      expect(sha256(read(name)), name).toBe(hex);
      expect(indexed.get(`${version}/${name}`)).toBe(hex);
      const publicKeys = [createPublicKey(keys.provenanceKey)];
      const provenance = verifyProvenance(read(`${name}.intoto.jsonl`).toString(), {
        publicKeys,
        sha256: hex,
      });
      expect(provenance.verdict, provenance.reason).toBe("valid");
    }
    state[version] = [...clear.shasums.keys()];
  }
  expect(indexed.size).toBe(Object.values(state).flat().length);
  return state;
}

describe("promote", () => {
  it("makes a tree of nodejs.org's shape that proves itself", async () => {
    const root = temporaryFolder();
    const promotion = promotionOf([artifact(root, gz), artifact(root, xz)]);
    expect(await promote(root, promotion, { keys, now })).toEqual({
      added: [gz, xz],
      unchanged: [],
      replaced: [],
    });
    expect(await publicState(root)).toEqual({ "v24.1.0": [gz, xz] });
    expect(readFileSync(join(root, "download/release/index.json"), "utf8")).toBe(
      '[\n{"version":"v24.1.0","date":"2026-11-19","files":["linux-x64-musl"],"v8":"13.6.233.8-node.17","modules":"137","lts":false,"security":false}\n]\n',
    );
    expect(readFileSync(join(root, "download/release/index.tab"), "utf8")).toBe(
      "version\tdate\tfiles\tnpm\tv8\tuv\tzlib\topenssl\tmodules\tlts\tsecurity\n" +
        "v24.1.0\t2026-11-19\tlinux-x64-musl\t-\t13.6.233.8-node.17\t-\t-\t-\t137\t-\t-\n",
    );
    expect(readFileSync(join(root, "download/release/v24.1.0/SHASUMS256.txt"), "utf8")).toBe(
      [gz, xz].map((name) => `${sha256(`bytes of ${name}`)}  ${name}\n`).join(""),
    );
  });

  it("adds later builds to what is there, other releases and channels untouched", async () => {
    const root = temporaryFolder();
    await promote(root, promotionOf([artifact(root, gz)]), { keys, now });
    await promote(root, promotionOf([artifact(root, other)]), { keys, now });
    const rc = "node-v25.0.0-rc.12-linux-x64-musl.tar.gz";
    await promote(root, promotionOf([artifact(root, rc)], "v25.0.0-rc.12"), { keys, now });
    const old = "node-v22.3.0-linux-x64-musl.tar.gz";
    await promote(root, promotionOf([artifact(root, old)], "v22.3.0"), { keys, now });
    expect(await publicState(root)).toEqual({ "v24.1.0": [other, gz], "v22.3.0": [old] });
    expect((await openReleaseTree(root).channels()).sort()).toEqual(["rc", "release"]);
    expect(readdirSync(join(root, "download/rc"))).toContain("v25.0.0-rc.12");
  });

  it("does nothing for bytes that are published, and refuses others for their name", async () => {
    const root = temporaryFolder();
    const promotion = promotionOf([artifact(root, gz)]);
    await promote(root, promotion, { keys, now });
    const steps: string[] = [];
    const again = await promote(root, promotion, { keys, now, onStep: (step) => steps.push(step) });
    expect([again.unchanged, steps]).toEqual([[gz], []]);
    const conflict = promotionOf([artifact(root, other), artifact(root, gz, "a second build")]);
    await expect(promote(root, conflict, { keys, now })).rejects.toMatchObject({
      code: "ERR_PUBLISH_CONFLICT",
    });
    expect(await publicState(root)).toEqual({ "v24.1.0": [gz] });
  });

  it("publishes a second build as a revision, and replaces only by name and reason", async () => {
    const root = temporaryFolder();
    await promote(root, promotionOf([artifact(root, gz)]), { keys, now });
    const second = promotionOf([artifact(root, gz, "a second build")]);
    await promote(root, { ...second, revision: 2 }, { keys, now });
    expect(await publicState(root)).toEqual({ "v24.1.0": [gz, `r2/${gz}`] });
    const replace = { by: "ada", reason: "the first does not start" };
    const { replaced } = await promote(root, { ...second, replace }, { keys, now });
    expect(replaced).toEqual([gz]);
    expect(await publicState(root)).toEqual({ "v24.1.0": [gz, `r2/${gz}`] });
    const record = await openReleaseTree(root).release("v24.1.0");
    expect(record?.replaced).toEqual([
      { fileName: gz, sha256: sha256(`bytes of ${gz}`), replacedAt: now().toISOString(), ...replace },
    ]);
  });

  it("signs nothing in a tree that somebody else has written to", async () => {
    const root = temporaryFolder();
    await promote(root, promotionOf([artifact(root, gz)]), { keys, now });
    const list = join(root, "download/release/v24.1.0/SHASUMS256.txt");
    writeFileSync(list, readFileSync(list, "utf8").replace(/^./, "0"));
    await expect(promote(root, promotionOf([artifact(root, other)]), { keys, now })).rejects.toMatchObject({
      code: "ERR_PUBLISH_TREE",
    });
  });

  it("refuses names of other releases and bytes that were not validated", async () => {
    const root = temporaryFolder();
    for (const name of ["node-v24.1.1-linux-x64-musl.tar.gz", "../x.tar.gz", "index.json", "README.md"]) {
      const stray = promotionOf([{ ...artifact(root, gz), fileName: name }]);
      await expect(promote(root, stray, { keys, now })).rejects.toMatchObject({ code: "ERR_PUBLISH_NAME" });
    }
    const changed = artifact(root, gz);
    writeFileSync(changed.path, "changed since");
    await expect(promote(root, promotionOf([changed]), { keys, now })).rejects.toMatchObject({
      code: "ERR_PUBLISH_ARTIFACT",
    });
    expect(await publicState(root)).toEqual({});
  });

  it("keeps both of two promotions at the same time", async () => {
    const root = temporaryFolder();
    await Promise.all(
      [gz, xz, other].map((name) => promote(root, promotionOf([artifact(root, name)]), { keys, now })),
    );
    expect(await publicState(root)).toEqual({ "v24.1.0": [other, gz, xz] });
  });
});

/** Runs a promotion in a process of its own, which is killed. */
function promoteAndDie(root: string, promotion: Promotion, death: object): NodeJS.Signals | null {
  const script = fileURLToPath(new URL("support/promote-and-die.mjs", import.meta.url));
  const argument = JSON.stringify({ root, promotion, keys, ...death });
  return spawnSync(process.execPath, [script, argument], { stdio: ["ignore", "ignore", "inherit"] }).signal;
}

describe("promote, killed", () => {
  const steps = ["copied", "signed", "stored", "indexed", "published", "cleared"] as const;

  it.each(steps)(
    "after the step %s: the old state or the new one, and the next promotion goes through",
    async (dieAt) => {
      const root = temporaryFolder();
      await promote(root, promotionOf([artifact(root, gz)]), { keys, now });
      const promotion = promotionOf([artifact(root, other), artifact(root, xz)]);
      expect(promoteAndDie(root, promotion, { dieAt })).toBe("SIGKILL");
      const isPublished = dieAt === "published" || dieAt === "cleared";
      expect(await publicState(root)).toEqual({ "v24.1.0": isPublished ? [other, gz, xz] : [gz] });
      await promote(root, promotion, { keys, now });
      await promote(root, promotionOf([artifact(root, "node-v24.1.0-headers.tar.gz")]), { keys, now });
      expect(await publicState(root)).toEqual({ "v24.1.0": ["node-v24.1.0-headers.tar.gz", other, gz, xz] });
      const store = join(root, "tree/release");
      expect(readdirSync(join(store, "generations")).length).toBeLessThanOrEqual(2);
      expect(readdirSync(join(store, "versions/v24.1.0")).length).toBeLessThanOrEqual(2);
      expect(readdirSync(join(root, "download"))).toEqual(["release"]);
    },
  );

  it("at any moment: the old state or the new one", async () => {
    const root = temporaryFolder();
    await promote(root, promotionOf([artifact(root, gz)]), { keys, now });
    const promotion = promotionOf([artifact(root, other), artifact(root, xz)]);
    for (let dieAfterMs = 1; dieAfterMs < 200; dieAfterMs += 33) {
      promoteAndDie(root, promotion, { dieAfterMs });
      const state = (await publicState(root))["v24.1.0"];
      expect([[gz], [other, gz, xz]]).toContainEqual(state);
    }
    await promote(root, promotion, { keys, now });
    expect(await publicState(root)).toEqual({ "v24.1.0": [other, gz, xz] });
  });
});
