import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { generateSigningKey } from "@nodewright/gpg-verify";
import { describe, expect, it } from "vitest";
import { readSigningKey } from "../../src/integrity/signing-key.js";
import { temporaryDirectory } from "../support/temporary-directory.js";

const { privateKey } = await generateSigningKey({ name: "Author", email: "author@example.org" });

describe("readSigningKey", () => {
  it("reads the file that is named, before the environment's", async () => {
    const cwd = temporaryDirectory();
    writeFileSync(join(cwd, "key.asc"), privateKey);
    writeFileSync(join(cwd, "key.gpg"), Buffer.from([0x95, 0x01]));
    const env = { NODEWRIGHT_SIGNING_KEY: "key.gpg", NODEWRIGHT_SIGNING_PASSPHRASE: "secret" };
    expect(await readSigningKey({ file: "key.asc", env, cwd })).toEqual({ privateKey, passphrase: "secret" });
    const named = await readSigningKey({ env, cwd });
    expect(named?.privateKey).toEqual(Buffer.from([0x95, 0x01]));
  });

  it("takes the variable itself for a key that is armored", async () => {
    const env = { NODEWRIGHT_SIGNING_KEY: privateKey };
    expect(await readSigningKey({ env, cwd: "/" })).toEqual({ privateKey, passphrase: undefined });
    expect(await readSigningKey({ env: { NODEWRIGHT_SIGNING_KEY: "" }, cwd: "/" })).toBeUndefined();
  });

  it("fails for a file that is not there", async () => {
    await expect(readSigningKey({ file: "none.asc", env: {}, cwd: "/nowhere" })).rejects.toMatchObject({
      code: "ERR_PREBUILD_SIGNATURE",
      message: expect.stringContaining("Cannot read the signing key /nowhere/none.asc: "),
      hint: expect.stringContaining("gpg --armor"),
    });
  });
});
