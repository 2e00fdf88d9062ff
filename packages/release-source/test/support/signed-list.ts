import {
  createKeyring,
  generateSigningKey,
  type Keyring,
  type SigningKey,
  signShasums,
} from "@nodewright/gpg-verify";

let releaser: Promise<SigningKey> | undefined;
let stranger: Promise<SigningKey> | undefined;

/** The key whose signature counts in these tests. */
function releaserKey(): Promise<SigningKey> {
  releaser ??= generateSigningKey({ name: "Test Releaser", email: "releaser@example.org" });
  return releaser;
}

export async function testKeyring(): Promise<Keyring> {
  return createKeyring((await releaserKey()).publicKey);
}

export interface SignedFiles {
  readonly "SHASUMS256.txt": string;
  readonly "SHASUMS256.txt.asc": string;
  readonly "SHASUMS256.txt.sig": Uint8Array;
}

/** A list and its signatures in both forms, by the releaser or by a stranger. */
export async function signedList(
  digests: Readonly<Record<string, string>>,
  by: "releaser" | "stranger" = "releaser",
): Promise<SignedFiles> {
  stranger ??= generateSigningKey({ name: "Stranger", email: "stranger@example.org" });
  const { privateKey } = await (by === "releaser" ? releaserKey() : stranger);
  const text = Object.entries(digests)
    .map(([name, sha256]) => `${sha256}  ${name}\n`)
    .join("");
  const signed = await signShasums(text, { privateKey });
  return {
    "SHASUMS256.txt": text,
    "SHASUMS256.txt.asc": signed.clearsigned,
    "SHASUMS256.txt.sig": signed.signature,
  };
}

/** A digest of nothing in particular. */
export const someSha256: string = "ab".repeat(32);
