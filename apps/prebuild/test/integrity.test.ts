import { cpSync, existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generateSigningKey } from "@nodewright/gpg-verify";
import { beforeEach, describe, expect, it } from "vitest";
import { builtAddon, FOR_LINUX, temporaryDirectory } from "./support/addon.js";
import { type Outcome, runBin } from "./support/run.js";
import { serveFolder } from "./support/serve-folder.js";

const author = await generateSigningKey({ name: "Author", email: "author@example.org" });
const stranger = await generateSigningKey({ name: "Stranger", email: "stranger@example.org" });

const TARBALL = `my-addon/v1.0.0/node-v${process.versions.modules}-linux-x64-glibc.tar.gz`;

/** An addon, packed; what was built is gone, what was packed is served. */
class Packed {
  readonly root: string;
  readonly served: string;
  readonly url: string;
  /** Where its users keep the author's public key, out of its folder. */
  readonly keyring: string;

  private constructor(root: string, served: string, url: string, keyring: string) {
    this.root = root;
    this.served = served;
    this.url = url;
    this.keyring = keyring;
  }

  static async create(binary: object = {}, privateKey?: string): Promise<Packed> {
    const root = builtAddon(binary);
    const keys = temporaryDirectory();
    writeFileSync(join(keys, "author.asc"), author.publicKey);
    writeFileSync(join(keys, "secret.asc"), privateKey ?? "");
    const words = ["package", ...(privateKey ? [`--signing-key=${join(keys, "secret.asc")}`] : [])];
    const packed = await runBin("node-pre-gyp", [...words, ...FOR_LINUX], { cwd: root });
    expect(packed.exitCode, packed.stderr).toBe(0);
    rmSync(join(root, "lib"), { recursive: true });
    const served = temporaryDirectory();
    cpSync(join(root, "build/stage"), served, { recursive: true });
    return new Packed(root, served, await serveFolder(served), join(keys, "author.asc"));
  }

  async install(...words: readonly string[]): Promise<Outcome> {
    const env = { npm_config_my_addon_binary_host_mirror: this.url };
    const outcome = await runBin("node-pre-gyp", ["install", ...words, ...FOR_LINUX], {
      cwd: this.root,
      env,
    });
    // Either all of it, or nothing.
    expect(existsSync(join(this.root, "lib"))).toBe(outcome.exitCode === 0);
    return outcome;
  }
}

describe("node-pre-gyp install of a signed prebuild", () => {
  let packed: Packed;
  beforeEach(async () => {
    packed = await Packed.create({}, author.privateKey);
  });

  it("takes it by the author's key", async () => {
    const { exitCode, stderr } = await packed.install(
      "--require-integrity=signed",
      `--keyring=${packed.keyring}`,
    );
    expect([exitCode, stderr]).toEqual([
      0,
      expect.stringContaining("a signed manifest vouches for the bytes"),
    ]);
  });

  it("asks for a key", async () => {
    const { exitCode, stderr } = await packed.install("--require-integrity=signed");
    expect(exitCode).toBe(1);
    expect(stderr).toContain("Cannot check signatures: there is no keyring");
    expect(stderr).toContain("[error] hint Name a file of armored public keys: --keyring");
  });

  it("refuses other bytes under the author's manifest", async () => {
    const other = builtAddon();
    writeFileSync(join(other, "lib/binding/more.js"), "");
    await runBin("node-pre-gyp", ["package", ...FOR_LINUX], { cwd: other });
    cpSync(join(other, "build/stage", TARBALL), join(packed.served, TARBALL));
    const { exitCode, stderr } = await packed.install(`--keyring=${packed.keyring}`);
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/sha256|bytes/)]);
  });
});

it.each<[string, string | undefined, RegExp]>([
  ["without a signature", undefined, /Cannot trust the manifest .*: it is not signed/],
  ["with a stranger's", stranger.privateKey, /Cannot trust the manifest .*/],
])("node-pre-gyp install refuses a prebuild %s where a signed one is asked for", async (_, key, why) => {
  const packed = await Packed.create({}, key);
  const { exitCode, stderr } = await packed.install(
    "--require-integrity=signed",
    `--keyring=${packed.keyring}`,
  );
  expect([exitCode, stderr]).toEqual([1, expect.stringMatching(why)]);
  expect(stderr).toContain("[error] hint Do not use the binaries of this host");
  // Who asks for nothing gets what the host has, and is told what it is worth.
  expect((await packed.install()).stderr).toContain("the host's manifest, which is not signed");
});

it("node-pre-gyp install without a manifest: a warning, or an error where package.json asks for one", async () => {
  const lax = await Packed.create();
  rmSync(join(lax.served, `${TARBALL}.json`));
  expect((await lax.install("--require-integrity")).stderr).toContain("Nothing vouches for");
  expect(await lax.install()).toMatchObject({
    exitCode: 0,
    stderr: expect.stringContaining("[warn] Nothing vouches for"),
  });
  const strict = await Packed.create({ requireIntegrity: true });
  rmSync(join(strict.served, `${TARBALL}.json`));
  expect(await strict.install("--require-integrity=false")).toMatchObject({ exitCode: 1 });
  expect((await strict.install("--require-integrity=singed")).stderr).toContain(
    "Cannot obey --require-integrity=singed: it is no demand",
  );
});

it("nodewright prebuild manifest: a signed one in the npm package vouches, and tells of a tampered host", async () => {
  const packed = await Packed.create({ requireIntegrity: "signed", keyring: "keys.asc" });
  writeFileSync(join(packed.root, "keys.asc"), author.publicKey);
  expect((await packed.install()).stderr).toContain("it is not signed");
  const manifest = (env: Readonly<Record<string, string>>): Promise<Outcome> =>
    runBin("nodewright-prebuild", ["manifest"], { cwd: packed.root, env });
  expect(await manifest({ NODEWRIGHT_SIGNING_KEY: "no.asc" })).toMatchObject({
    exitCode: 1,
    stderr: expect.stringMatching(/^error: Cannot read the signing key .*no\.asc: .*\nhint: ./),
  });
  expect(existsSync(join(packed.root, "prebuilds.json"))).toBe(false);
  expect(await manifest({ NODEWRIGHT_SIGNING_KEY: author.privateKey })).toMatchObject({
    exitCode: 0,
    stdout: `linux-x64-glibc  ${TARBALL}\nwrote prebuilds.json and prebuilds.json.asc; publish it with the npm package\n`,
  });
  expect((await packed.install()).stderr).toContain("the manifest in the npm package vouches");
  rmSync(join(packed.root, "lib"), { recursive: true });
  cpSync(join(packed.root, "package.json"), join(packed.served, TARBALL));
  expect((await packed.install()).exitCode).toBe(1);
});
