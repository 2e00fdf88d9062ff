import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createKeyring, generateSigningKey, signShasums } from "@nodewright/gpg-verify";
import { expect, onTestFinished, test } from "vitest";
import { liveDefinition } from "../../src/node-build/live-definition.js";
import { serve } from "../support/server.js";

const SUM = "ab".repeat(32);
const LIST = `${SUM}  node-v22.99.0-linux-x64.tar.gz\n${SUM}  node-v22.99.0.tar.gz\n`;
const DAY = new Date("2026-11-20");
const key = await generateSigningKey({ name: "Releaser", email: "releaser@example.org", date: DAY });
const keyring = createKeyring(key.publicKey);

async function ask(signedFor: string, trusted = keyring, asked = signedFor) {
  const root = mkdtempSync(join(tmpdir(), "nodewright-live-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, `v${signedFor}`));
  const { clearsigned } = await signShasums(LIST, { privateKey: key.privateKey, date: DAY });
  writeFileSync(join(root, `v${signedFor}/SHASUMS256.txt.asc`), clearsigned);
  await using server = await serve(root);
  let said = "";
  const stderr = { write: (text: string) => (said += text) };
  const env = {
    NODE_BUILD_MIRROR_URL: `${server.url}/`,
    HTTPS_PROXY: "http://127.0.0.1:9",
    NO_PROXY: "127.0.0.1",
  };
  const definition = await liveDefinition(asked, {
    env,
    stderr,
    now: DAY,
    keyring: trusted,
  });
  return { definition, said };
}

test("a signed list becomes a definition, with the notice of the day", async () => {
  const { definition, said } = await ask("22.99.0");
  const base = "https://nodejs.org/dist/v22.99.0/node-v22.99.0";
  expect(said).toBe("");
  expect(definition).toEqual({
    kind: "install",
    name: "22.99.0",
    notice: "maintenance",
    messages: [],
    binaries: [{ platform: "linux-x64", url: `${base}-linux-x64.tar.gz`, digest: SUM }],
    packages: [{ name: "node-v22.99.0", source: { url: `${base}.tar.gz`, digest: SUM }, steps: [] }],
  });
});

test("a list signed by a stranger, or for another version, is not used", async () => {
  const stranger = createKeyring(
    (await generateSigningKey({ name: "X", email: "x@example.org", date: DAY })).publicKey,
  );
  expect(await ask("22.99.0", stranger)).toEqual({
    definition: undefined,
    said: expect.stringContaining("the list of digests of v22.99.0 is not used"),
  });
  expect((await ask("22.98.0")).definition).toBeUndefined();
});

test("what nobody has is undefined, and a network that fails is named", async () => {
  const { definition, said } = await ask("22.99.0", keyring, "22.97.0");
  expect(definition).toBeUndefined();
  expect(said).toContain("nodejs.org");
});
