import { createHash } from "node:crypto";
import type { Keyring } from "../../src/index.js";
import { createKeyring } from "../../src/index.js";
import { armor, type CertificateOptions, type ForgedKey, forgeCertificate } from "./forge.js";

export const CONTENT = "the bytes of a file\n";
export const CONTENT_SHA256: string = createHash("sha256").update(CONTENT).digest("hex");

/** A list as Node.js publishes it. */
export function listOf(version: string): string {
  return [
    `${CONTENT_SHA256}  node-v${version}-linux-x64.tar.gz`,
    `${"b".repeat(64)}  node-v${version}-x64.msi`,
    `${"c".repeat(64)}  node-v${version}.tar.gz`,
    `${"d".repeat(64)}  win-x64/node.exe`,
    "",
  ].join("\n");
}

export const LIST: string = listOf("24.1.0");

/** A keyring of one forged key. */
export function keyringOf(key: ForgedKey, options: CertificateOptions = {}): Keyring {
  return createKeyring(armor("PUBLIC KEY BLOCK", forgeCertificate(key, options)));
}
