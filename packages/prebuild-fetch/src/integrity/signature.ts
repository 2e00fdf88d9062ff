import { createHash } from "node:crypto";
import { type Keyring, signShasums, verifiedDigest, verifyShasums } from "@nodewright/gpg-verify";
import { PrebuildError } from "../errors.js";

export interface SigningOptions {
  /** A private OpenPGP key, armored or binary. */
  readonly privateKey: string | Uint8Array;
  readonly passphrase?: string | undefined;
  /** When the signature says that it was made. Default: the clock. */
  readonly date?: Date | undefined;
}

export interface NamedText {
  /** The file's name, without folders. */
  readonly name: string;
  readonly text: string;
}

/**
 * The signature of a manifest: a clear-signed list with its sha256, which `gpg --verify` and `sha256sum -c` read too.
 * @throws GpgError ERR_GPG_KEY
 */
export async function signPrebuildManifest(
  { name, text }: NamedText,
  options: SigningOptions,
): Promise<string> {
  const { clearsigned } = await signShasums(`${sha256(text)}  ${name}\n`, options);
  return clearsigned;
}

/** Who signed. */
export interface Signer {
  readonly signer: string;
  readonly fingerprint: string;
}

/**
 * @param signature what `signPrebuildManifest` made, or undefined when there is none
 * @throws PrebuildError ERR_PREBUILD_SIGNATURE unless a key of the keyring signed exactly this text under this name
 */
export async function verifyPrebuildManifest(
  { name, text }: NamedText,
  signature: string | undefined,
  keyring: Keyring,
): Promise<Signer> {
  if (signature === undefined) throw refused(name, "it is not signed, and a keyring is configured");
  const verdict = await verifyShasums({ clearsigned: signature }, { keyring });
  if (verdict.verdict !== "valid") throw refused(name, verdict.reason);
  if (!verdict.shasums.has(name)) throw refused(name, "the signed list does not name it");
  if (verifiedDigest(verdict, name).hex !== sha256(text)) {
    throw refused(name, "it is not the text that was signed");
  }
  return { signer: verdict.signer, fingerprint: verdict.primaryFingerprint };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function refused(name: string, why: string): PrebuildError {
  return new PrebuildError("ERR_PREBUILD_SIGNATURE", `Cannot trust the manifest ${name}: ${why}`, {
    hint: "Do not use the binaries of this host; build from source, and tell the package's author.",
  });
}
