import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** GnuPG's programs, which check us where the machine has them. */
const GPG = "gpg";
const GPGV = "gpgv";

/** Why tests against gpg and gpgv are skipped, or undefined. Continuous integration installs both. */
export const gpgMissing: string | undefined = missing(GPG);
export const gpgvMissing: string | undefined = missing(GPGV);

function missing(program: string): string | undefined {
  if (process.env.CI === "true") return undefined;
  return spawnSync(program, ["--version"]).status === 0 ? undefined : `${program} is not on this machine`;
}

/** gpgv's exit code for a signed message, or for a signature beside a text; `key` is a binary public key. */
export function gpgv(key: Uint8Array, signed: string | Uint8Array, text?: string): number | null {
  const directory = mkdtempSync(join(tmpdir(), "gpgv-"));
  try {
    writeFileSync(join(directory, "key.gpg"), key);
    writeFileSync(join(directory, "signed"), signed);
    writeFileSync(join(directory, "text"), text ?? "");
    const files = text === undefined ? ["signed"] : ["signed", "text"];
    const args = ["--homedir", directory, "--keyring", join(directory, "key.gpg"), ...files];
    return spawnSync(GPGV, args, { cwd: directory }).status;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** What gpg says of a primary key or subkey. Times are seconds since 1970. */
export interface GpgKey {
  readonly fingerprint: string;
  readonly isPrimary: boolean;
  readonly createdAt: number;
  readonly expiresAt: number | undefined;
  readonly isRevoked: boolean;
  readonly maySign: boolean;
}

/** The keys in an armored file, by `gpg --show-keys --with-colons`: GnuPG's doc/DETAILS gives the fields. */
export function showKeys(file: string): readonly GpgKey[] {
  const directory = mkdtempSync(join(tmpdir(), "gpg-"));
  try {
    const args = ["--homedir", directory, "--batch", "--with-colons", "--show-keys", file];
    const text = execFileSync(GPG, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    const lines = text.split("\n").map((line) => line.split(":"));
    return lines.flatMap((fields, index) => {
      const [kind = "", validity = "", , , , createdAt = "", expiresAt = "", , , , , usage = ""] = fields;
      if (kind !== "pub" && kind !== "sub") return [];
      return {
        fingerprint: lines[index + 1]?.[9] ?? "",
        isPrimary: kind === "pub",
        createdAt: Number(createdAt),
        expiresAt: expiresAt === "" ? undefined : Number(expiresAt),
        isRevoked: validity === "r",
        maySign: usage.includes("s"),
      };
    });
  } finally {
    rmSync(directory, { recursive: true });
  }
}
