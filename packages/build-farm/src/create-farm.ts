import { generateKeyPairSync } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { writeFileAtomic } from "@nodewright/artifact-store";
import { generateSigningKey } from "@nodewright/gpg-verify";
import { FarmError } from "./errors.js";
import { defaultConfig, type FarmConfig, parseConfig } from "./farm-config.js";

/** The files of a farm's keys, relative to its folder. */
export const keyFiles = {
  privateKey: "keys/signing.private.asc",
  publicKey: "keys/signing.asc",
  revocation: "keys/signing.revocation.asc",
  provenanceKey: "keys/provenance.private.pem",
  provenancePublicKey: "keys/provenance.pem",
} as const;

export interface CreateFarmOptions {
  readonly root: string;
  /** What is not as by default. */
  readonly config?: Partial<FarmConfig> | undefined;
  /** Whom the signing key names. */
  readonly email: string;
  readonly passphrase?: string | undefined;
  readonly now: () => Date;
}

/**
 * Makes a farm: farm.json, and keys of its own which only their owner can read. farm.json is written last: an attempt
 * that was cut off is repeated whole.
 * @returns the fingerprint of the signing key, for those who verify
 * @throws FarmError ERR_FARM_EXISTS, ERR_FARM_CONFIG
 */
export async function createFarm(options: CreateFarmOptions): Promise<{ readonly fingerprint: string }> {
  const { root, email, passphrase, now } = options;
  const path = join(root, "farm.json");
  if (existsSync(path)) {
    throw new FarmError("ERR_FARM_EXISTS", `${root} is a farm already`, { hint: "edit its farm.json" });
  }
  const config = parseConfig({ ...defaultConfig, ...options.config }, path);
  await mkdir(join(root, "keys"), { recursive: true, mode: 0o700 });
  await chmod(join(root, "keys"), 0o700);
  const signing = await generateSigningKey({ name: config.name, email, passphrase, date: now() });
  const provenance = generateKeyPairSync("ed25519");
  const write = (name: keyof typeof keyFiles, text: string): Promise<void> =>
    writeFileAtomic(join(root, keyFiles[name]), text, { mode: 0o600 });
  await write("privateKey", signing.privateKey);
  await write("publicKey", signing.publicKey);
  await write("revocation", signing.revocationCertificate);
  await write("provenanceKey", provenance.privateKey.export({ type: "pkcs8", format: "pem" }).toString());
  await write("provenancePublicKey", provenance.publicKey.export({ type: "spki", format: "pem" }).toString());
  await mkdir(join(root, config.recipes), { recursive: true });
  await writeFileAtomic(path, `${JSON.stringify(config, null, 2)}\n`);
  return { fingerprint: signing.fingerprint };
}
