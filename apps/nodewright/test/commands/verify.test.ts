import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateSigningKey, signShasums } from "@nodewright/gpg-verify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lines, nodewright } from "../support.js";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "nodewright-verify-"));
  const { privateKey, publicKey } = await generateSigningKey({ name: "Test", email: "test@example.org" });
  const digest = createHash("sha256").update("good").digest("hex");
  const list = `${digest}  node-v24.2.0-linux-x64.tar.gz\n`;
  const { clearsigned, signature } = await signShasums(list, { privateKey });
  await Promise.all(
    Object.entries({
      "SHASUMS256.txt": list,
      "SHASUMS256.txt.asc": clearsigned,
      "SHASUMS256.txt.sig": signature,
      "tampered.asc": clearsigned.replace(digest, digest.replace(/^./, digest.startsWith("0") ? "1" : "0")),
      "keys.asc": publicKey,
      "node-v24.2.0-linux-x64.tar.gz": "good",
    }).map(([name, content]) => writeFile(join(folder, name), content)),
  );
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const run = (argv: readonly string[], stdin = "") => nodewright(["verify", ...argv, "--json"], stdin, folder);

describe("nodewright verify", () => {
  it("gives a verdict on each list, from arguments or standard input", async () => {
    const { code, out } = await run(["-", "--keyring", "keys.asc"], "SHASUMS256.txt.asc\ntampered.asc\n");
    expect(code).toBe(1);
    expect(lines(out)).toMatchObject([
      { input: "SHASUMS256.txt.asc", verdict: "valid", fileCount: 1 },
      { input: "tampered.asc", verdict: "bad" },
    ]);
  });

  it("does not know a stranger's key", async () => {
    const { code, out } = await run(["SHASUMS256.txt.asc"]);
    expect(code).toBe(1);
    expect(lines(out)).toMatchObject([{ verdict: "unknown-key" }]);
  });

  it("checks files against the list before them", async () => {
    const good = await run(["SHASUMS256.txt.asc", "node-v24.2.0-linux-x64.tar.gz", "--keyring", "keys.asc"]);
    expect(good.code).toBe(0);
    expect(lines(good.out)).toMatchObject([
      { files: [{ file: "node-v24.2.0-linux-x64.tar.gz", verdict: "valid" }] },
    ]);
    await writeFile(join(folder, "other"), "x");
    const other = await run(["SHASUMS256.txt.asc", "other", "--keyring", "keys.asc"]);
    expect(other.code).toBe(1);
    expect(lines(other.out)).toMatchObject([{ verdict: "valid", files: [{ verdict: "not-listed" }] }]);
  });

  it("reads a detached signature", async () => {
    const { code, out } = await run([
      "SHASUMS256.txt",
      "--signature",
      "SHASUMS256.txt.sig",
      "--keyring",
      "keys.asc",
    ]);
    expect(code).toBe(0);
    expect(lines(out)).toMatchObject([{ verdict: "valid" }]);
  });

  it("refuses a good list of another release", async () => {
    const { out } = await run(["SHASUMS256.txt.asc", "--release", "v24.3.0", "--keyring", "keys.asc"]);
    expect(lines(out)).toMatchObject([{ verdict: "wrong-version" }]);
  });

  it("names a list that cannot be read and goes on", async () => {
    const { code, out } = await run(["nothing.asc", "SHASUMS256.txt.asc", "--keyring", "keys.asc"]);
    expect(code).toBe(1);
    expect(lines(out)).toMatchObject([{ error: { code: "ERR_INPUT" } }, { verdict: "valid" }]);
  });

  it("refuses an unknown policy", async () => {
    expect((await run(["SHASUMS256.txt.asc", "--policy", "lax"])).code).toBe(2);
  });
});
