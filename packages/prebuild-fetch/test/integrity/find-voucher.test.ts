import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { inspectBytes } from "@nodewright/executable";
import { createKeyring, generateSigningKey } from "@nodewright/gpg-verify";
import { describe, expect, test } from "vitest";
import { archiveFile } from "../../src/integrity/find-voucher.js";
import { formatPrebuildManifest, type ManifestEntry } from "../../src/integrity/prebuild-manifest.js";
import { signPrebuildManifest } from "../../src/integrity/signature.js";
import { failure, install, installPlan, TARBALL } from "../support/install.js";
import { manifestEntry, prebuildManifest, sha256 } from "../support/manifest.js";
import { realAddon } from "../support/real-addons.js";
import { type Answer, serve } from "../support/serve.js";
import { addonTarball } from "../support/tarball.js";
import { temporaryDirectory } from "../support/temporary-directory.js";

const good = await addonTarball(realAddon("linux-x64-glibc"));
const evil = await addonTarball(realAddon("linux-x64-glibc"), [{ name: "binding/evil", content: "x" }]);
const { glibcFloor, glibcxxFloor, cxxabiFloor } = inspectBytes(realAddon("linux-x64-glibc"));
const path = `/v1.2.3/${TARBALL}`;

const key = await generateSigningKey({ name: "Author", email: "author@example.org" });
const foreign = await generateSigningKey({ name: "Stranger", email: "stranger@example.org" });
const keyring = createKeyring(key.publicKey);

function manifestOf(tarball: Buffer, entry: Partial<ManifestEntry> = {}, fields = {}): string {
  const facts = { sizeBytes: tarball.length, sha256: sha256(tarball), glibcFloor, glibcxxFloor, cxxabiFloor };
  return formatPrebuildManifest(
    prebuildManifest({ prebuilds: [manifestEntry({ ...facts, ...entry })], ...fields }),
  );
}

/** What lies beside the tarball, signed by a key. */
async function beside(text: string, privateKey?: string): Promise<Record<string, Answer>> {
  const name = `${TARBALL}.json`;
  const signature = privateKey && (await signPrebuildManifest({ name, text }, { privateKey }));
  return { [`${path}.json`]: text, ...(signature && { [`${path}.json.asc`]: signature }) };
}

/** A package with a manifest in it. */
function packageWith(text: string): string {
  const root = temporaryDirectory();
  writeFileSync(join(root, "prebuilds.json"), text);
  return root;
}

describe("a manifest in the npm package", () => {
  test("vouches for the tarball", async () => {
    const server = await serve({ [path]: good });
    const root = packageWith(manifestOf(good));
    const { outcome, warnings } = await install(installPlan(root, server.url), { requireIntegrity: true });
    expect(outcome?.voucher).toMatchObject({
      by: "package",
      manifest: join(root, "prebuilds.json"),
      signer: undefined,
    });
    expect(warnings).toEqual([]);
    expect(server.requests).toEqual([`GET ${path}`]);
  });

  test("beats one beside the tarball", async () => {
    const server = await serve({ [path]: evil, ...(await beside(manifestOf(evil), key.privateKey)) });
    const root = packageWith(manifestOf(good));
    await failure(installPlan(root, server.url), "ERR_PREBUILD_INTEGRITY", { keyring });
  });

  test("that does not name the tarball leaves the word to the host", async () => {
    const server = await serve({ [path]: good, ...(await beside(manifestOf(good))) });
    const root = packageWith(manifestOf(good, { file: "v1.2.3/other.tar.gz" }));
    expect((await install(installPlan(root, server.url))).outcome?.voucher).toMatchObject({ by: "host" });
  });

  test("may be asked for a signature", async () => {
    const server = await serve({ [path]: good });
    const text = manifestOf(good);
    const root = packageWith(text);
    const options = { keyring, requireIntegrity: "signed" } as const;
    await failure(installPlan(root, server.url), "ERR_PREBUILD_SIGNATURE", options);
    const { privateKey } = key;
    writeFileSync(
      join(root, "prebuilds.json.asc"),
      await signPrebuildManifest({ name: "prebuilds.json", text }, { privateKey }),
    );
    const { outcome } = await install(installPlan(root, server.url), options);
    expect(outcome?.voucher).toMatchObject({ by: "package", signer: { fingerprint: key.fingerprint } });
  });

  test.each<[string, string, "ERR_PREBUILD_INTEGRITY" | "ERR_PREBUILD_MANIFEST"]>([
    ["of other bytes", manifestOf(good, { sha256: "0".repeat(64) }), "ERR_PREBUILD_INTEGRITY"],
    ["of another size", manifestOf(good, { sizeBytes: good.length + 1 }), "ERR_PREBUILD_INTEGRITY"],
    ["of another version", manifestOf(good, {}, { version: "1.2.2" }), "ERR_PREBUILD_INTEGRITY"],
    ["of another package", manifestOf(good, {}, { name: "your-addon" }), "ERR_PREBUILD_INTEGRITY"],
    ["that is damaged", manifestOf(good).slice(0, -10), "ERR_PREBUILD_MANIFEST"],
    ["that is empty", "", "ERR_PREBUILD_MANIFEST"],
  ])("%s is refused", async (_title, text, code) => {
    const server = await serve({ [path]: good });
    await failure(installPlan(packageWith(text), server.url), code);
  });
});

describe("a manifest beside the tarball", () => {
  test("finds damage, and says that it is not signed", async () => {
    const server = await serve({ [path]: good, ...(await beside(manifestOf(good))) });
    const plan = installPlan(temporaryDirectory(), server.url);
    const { outcome, warnings } = await install(plan, { requireIntegrity: true });
    expect(outcome?.voucher).toMatchObject({ by: "host", manifest: `${server.url}v1.2.3/${TARBALL}.json` });
    expect(warnings).toEqual([]);
    const damaged = await serve({ [path]: evil, ...(await beside(manifestOf(good))) });
    await failure(installPlan(temporaryDirectory(), damaged.url), "ERR_PREBUILD_INTEGRITY");
  });

  test("counts by its signature, where a keyring is configured", async () => {
    const server = await serve({ [path]: good, ...(await beside(manifestOf(good), key.privateKey)) });
    const plan = installPlan(temporaryDirectory(), server.url);
    const { outcome } = await install(plan, { keyring, requireIntegrity: "signed" });
    expect(outcome?.voucher).toMatchObject({
      by: "signature",
      signer: { signer: "Author <author@example.org>" },
    });
  });

  test("is read from a file: mirror too", async () => {
    const mirror = temporaryDirectory();
    writeFileSync(join(mirror, TARBALL), good);
    writeFileSync(join(mirror, `${TARBALL}.json`), manifestOf(good));
    const plan = installPlan(temporaryDirectory(), "", { hostedTarball: `file://${mirror}/${TARBALL}` });
    expect((await install(plan)).outcome?.voucher).toMatchObject({ by: "host" });
    writeFileSync(join(mirror, TARBALL), evil);
    const other = installPlan(temporaryDirectory(), "", { hostedTarball: plan.hostedTarball });
    await failure(other, "ERR_PREBUILD_INTEGRITY");
  });

  test("by the package's own keyring", async () => {
    const server = await serve({ [path]: good, ...(await beside(manifestOf(good), key.privateKey)) });
    const root = temporaryDirectory();
    const keyringFile = join(root, "keys.asc");
    writeFileSync(keyringFile, key.publicKey);
    const plan = installPlan(root, server.url, { keyringFile });
    expect((await install(plan)).outcome?.voucher).toMatchObject({ by: "signature" });
    writeFileSync(keyringFile, "no key");
    await failure({ ...plan, addonFile: join(plan.modulePath, "x.node") }, "ERR_PREBUILD_SIGNATURE");
  });

  test.each<
    [string, () => Promise<Record<string, Answer>>, "ERR_PREBUILD_SIGNATURE" | "ERR_PREBUILD_UNVERIFIED"]
  >([
    ["without a signature", () => beside(manifestOf(good)), "ERR_PREBUILD_SIGNATURE"],
    ["signed by a foreign key", () => beside(manifestOf(good), foreign.privateKey), "ERR_PREBUILD_SIGNATURE"],
    [
      "changed after it was signed",
      async () => ({
        ...(await beside(manifestOf(good), key.privateKey)),
        [`${path}.json`]: manifestOf(evil),
      }),
      "ERR_PREBUILD_SIGNATURE",
    ],
    [
      "with a page for a signature",
      async () => ({ ...(await beside(manifestOf(good))), [`${path}.json.asc`]: "<html>" }),
      "ERR_PREBUILD_SIGNATURE",
    ],
    ["that is taken away", async () => ({}), "ERR_PREBUILD_UNVERIFIED"],
  ])("%s is refused where a keyring is configured", async (_title, more, code) => {
    const server = await serve({ [path]: evil, ...(await more()) });
    await failure(installPlan(temporaryDirectory(), server.url), code, { keyring });
  });

  test("of which nobody knows the keys is refused where it must be signed", async () => {
    const server = await serve({ [path]: good, ...(await beside(manifestOf(good), key.privateKey)) });
    const plan = installPlan(temporaryDirectory(), server.url);
    const error = await failure(plan, "ERR_PREBUILD_SIGNATURE", { requireIntegrity: "signed" });
    expect(error.message).toContain("there is no keyring");
  });
});

describe("a private host", () => {
  const refuse: Answer = (_, response) => response.writeHead(403).end();

  test("is asked again with credentials, for the tarball and for its manifest", async () => {
    const server = await serve({ "*": refuse });
    const objects = new Map([
      [path, good],
      [`${path}.json`, Buffer.from(manifestOf(good))],
    ]);
    const openPrivate = async (url: string): Promise<AsyncIterable<Uint8Array>> =>
      Readable.from([objects.get(new URL(url).pathname) ?? "nothing"]);
    const { outcome } = await install(installPlan(temporaryDirectory(), server.url), { openPrivate });
    expect(outcome).toMatchObject({ state: "installed", voucher: { by: "host" } });
    const none = { openPrivate: async () => undefined };
    const error = await failure(installPlan(temporaryDirectory(), server.url), "ERR_PREBUILD_FETCH", none);
    expect(error.status).toBe(403);
  });
});

describe("no manifest", () => {
  test.each([403, 404])("%i: a warning, and an error where one is required", async (status) => {
    const server = await serve({ [path]: good, "*": (_, response) => response.writeHead(status).end() });
    const plan = installPlan(temporaryDirectory(), server.url);
    await failure(plan, "ERR_PREBUILD_UNVERIFIED", { requireIntegrity: true });
    expect((await install(plan)).warnings).toMatchObject([{ code: "unverified" }]);
  });
});

test.each([
  ["./v1/", "a.tar.gz", "v1/a.tar.gz"],
  ["", "a.tar.gz", "a.tar.gz"],
  ["./name//x/", "a.tar.gz", "name/x/a.tar.gz"],
])("archiveFile(%j, %j)", (remotePath, packageName, expected) => {
  expect(archiveFile({ remotePath, packageName })).toBe(expected);
});
