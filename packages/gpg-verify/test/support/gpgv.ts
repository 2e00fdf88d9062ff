import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Why tests against gpgv are skipped, or undefined. */
export const gpgvMissing: string | undefined =
  spawnSync("gpgv", ["--version"]).status === 0 ? undefined : "gpgv is not on this machine";

/** gpgv's exit code for a signed message, or for a signature beside a text; `key` is a binary public key. */
export function gpgv(key: Uint8Array, signed: string | Uint8Array, text?: string): number | null {
  const directory = mkdtempSync(join(tmpdir(), "gpgv-"));
  try {
    writeFileSync(join(directory, "key.gpg"), key);
    writeFileSync(join(directory, "signed"), signed);
    writeFileSync(join(directory, "text"), text ?? "");
    const files = text === undefined ? ["signed"] : ["signed", "text"];
    const args = ["--homedir", directory, "--keyring", join(directory, "key.gpg"), ...files];
    return spawnSync("gpgv", args, { cwd: directory, timeout: 10_000 }).status;
  } finally {
    rmSync(directory, { recursive: true });
  }
}
