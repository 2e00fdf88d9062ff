import { GpgError } from "./errors.js";
import { parseShasums } from "./shasums.js";

export interface SignOptions {
  /** A private key, armored or binary. */
  readonly privateKey: string | Uint8Array;
  /** Opens a private key that is kept under one. */
  readonly passphrase?: string | undefined;
  /** When the signature says that it was made. Default: the clock. */
  readonly date?: Date | undefined;
}

export interface SignedList {
  /** For SHASUMS256.txt.asc: the list with the signature around it. */
  readonly clearsigned: string;
  /** For SHASUMS256.txt.sig: the binary signature over exactly the bytes of the list. */
  readonly signature: Uint8Array;
}

/**
 * Signs a list of digests in both forms that Node.js publishes. A text that parseShasums refuses is
 * not signed: nobody could use it.
 * @throws {GpgError} `ERR_GPG_SHASUMS`; `ERR_GPG_KEY`: the private key cannot be read, opened or used.
 */
export async function signShasums(text: string, options: SignOptions): Promise<SignedList> {
  parseShasums(text);
  const openpgp = await import("openpgp");
  const { privateKey, passphrase, date = new Date() } = options;
  try {
    const locked =
      typeof privateKey === "string"
        ? await openpgp.readPrivateKey({ armoredKey: privateKey })
        : await openpgp.readPrivateKey({ binaryKey: privateKey });
    if (!locked.isDecrypted() && passphrase === undefined) {
      throw new GpgError("ERR_GPG_KEY", "The private key is locked, and no passphrase was given");
    }
    const signingKeys = locked.isDecrypted()
      ? locked
      : await openpgp.decryptKey({ privateKey: locked, passphrase: passphrase ?? "" });
    const clearsigned = await openpgp.sign({
      message: await openpgp.createCleartextMessage({ text }),
      signingKeys,
      date,
    });
    const message = await openpgp.createMessage({ binary: Buffer.from(text, "utf8") });
    const signature = await openpgp.sign({ message, signingKeys, date, detached: true, format: "binary" });
    return { clearsigned, signature };
  } catch (cause) {
    if (cause instanceof GpgError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new GpgError("ERR_GPG_KEY", `Cannot sign with this private key: ${why}`, { cause });
  }
}
