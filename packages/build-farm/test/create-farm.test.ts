import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { createKeyring } from "@nodewright/gpg-verify";
import { readEd25519Key } from "@nodewright/release-publish";
import { describe, expect, it } from "vitest";
import { createFarm, keyFiles } from "../src/create-farm.js";
import { temporaryFolder } from "./support/farms.js";

describe("createFarm", () => {
  it("makes keys that only their owner can read, once", async () => {
    const root = temporaryFolder();
    const options = { root, email: "farm@example.org", now: () => new Date() };
    const { fingerprint } = await createFarm(options);
    const [entry] = createKeyring(readFileSync(join(root, keyFiles.publicKey))).keys;
    expect(entry?.fingerprint).toBe(fingerprint);
    const pem = (name: keyof typeof keyFiles): string => readFileSync(join(root, keyFiles[name]), "utf8");
    expect(readEd25519Key(pem("provenanceKey"), "private").type).toBe("private");
    expect(readEd25519Key(pem("provenancePublicKey"), "public").type).toBe("public");
    for (const name of readdirSync(join(root, "keys"))) {
      expect(statSync(join(root, "keys", name)).mode & 0o077, name).toBe(0);
    }
    await expect(createFarm(options)).rejects.toMatchObject({ code: "ERR_FARM_EXISTS" });
  });

  it("writes no farm.json that cannot be used", async () => {
    const root = temporaryFolder();
    const options = { root, email: "farm@example.org", now: () => new Date(), config: { url: "no url" } };
    await expect(createFarm(options)).rejects.toMatchObject({ code: "ERR_FARM_CONFIG" });
    expect(readdirSync(root)).toEqual([]);
  });
});
