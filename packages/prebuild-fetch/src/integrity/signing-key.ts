import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { PrebuildError } from "../errors.js";
import type { SigningOptions } from "./signature.js";

export interface SigningKeyOptions {
  /** A file with a private OpenPGP key. Default: what `NODEWRIGHT_SIGNING_KEY` names or is. */
  readonly file?: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What a relative path is of. */
  readonly cwd: string;
}

/**
 * The key that signs manifests: a file, or the armored text that `NODEWRIGHT_SIGNING_KEY` is, as the secret of a build
 * service; its passphrase is `NODEWRIGHT_SIGNING_PASSPHRASE`. Undefined where none is named.
 *
 * @throws PrebuildError ERR_PREBUILD_SIGNATURE for a file that cannot be read
 */
export async function readSigningKey({
  file,
  env,
  cwd,
}: SigningKeyOptions): Promise<SigningOptions | undefined> {
  const named = file ?? env.NODEWRIGHT_SIGNING_KEY;
  if (!named) return undefined;
  const isKey = file === undefined && named.trimStart().startsWith("-----BEGIN PGP");
  const privateKey = isKey ? named : await readKey(resolve(cwd, named));
  return { privateKey, passphrase: env.NODEWRIGHT_SIGNING_PASSPHRASE || undefined };
}

/** Armored as text, anything else as bytes. */
async function readKey(path: string): Promise<string | Uint8Array> {
  try {
    const bytes = await readFile(path);
    return bytes.toString("latin1").trimStart().startsWith("-----BEGIN PGP") ? bytes.toString("utf8") : bytes;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new PrebuildError("ERR_PREBUILD_SIGNATURE", `Cannot read the signing key ${path}: ${why}`, {
      hint: "Name a file with a private OpenPGP key: `gpg --armor --export-secret-keys` writes one.",
      cause,
    });
  }
}
