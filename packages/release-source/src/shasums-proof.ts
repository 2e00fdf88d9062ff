import {
  type Digest,
  type Keyring,
  type Policy,
  parseShasums,
  type Verdict,
  verifyShasums,
} from "@nodewright/gpg-verify";
import { messageOf, SourceError } from "./errors.js";
import type { Evidence } from "./evidence.js";
import { printable } from "./text.js";

/** How much a source must prove. */
export interface TrustOptions {
  /** Keys whose signature counts; the pinned Node.js release keys when absent. */
  readonly keyring?: Keyring | undefined;
  readonly policy?: Policy | undefined;
  readonly now?: (() => Date) | undefined;
  /** Digests are believed without a signature. Whoever controls the server controls the bytes. */
  readonly unsafeSkipSignature?: boolean | undefined;
}

/** The lists of one release as a tree holds them; undefined where the tree has none. */
export interface ShasumsFiles {
  /** Where they are, for messages. */
  readonly location: string;
  readonly version: string;
  read(name: "SHASUMS256.txt" | "SHASUMS256.txt.asc" | "SHASUMS256.txt.sig"): Promise<Uint8Array | undefined>;
}

/** Evidence that a list of digests gives. */
export type ProvenEvidence = Extract<Evidence, { readonly sha256: string }>;

/** Digests that may be used, each with what vouches for it. */
export interface ProvenShasums {
  readonly fileNames: readonly string[];
  evidenceOf(fileName: string): ProvenEvidence | undefined;
}

/**
 * Reads and proves a release's SHASUMS256.txt: the clear-signed file first, else the plain one with its detached
 * signature. Unsigned digests are refused unless `unsafeSkipSignature` asks for them by name.
 * @throws SourceError ERR_SOURCE_NO_SHASUMS, ERR_SOURCE_UNSIGNED, ERR_SOURCE_SIGNATURE, ERR_SOURCE_SHASUMS
 */
export async function proveShasums(files: ShasumsFiles, trust: TrustOptions): Promise<ProvenShasums> {
  if (trust.unsafeSkipSignature === true) return readUnsigned(files);
  const verdict = await verifyLists(files, trust);
  if (verdict.verdict !== "valid") throw refused(files, verdict);
  const { shasums, keyFingerprint } = verdict;
  assertSha256(shasums, files);
  const facts = { keyFingerprint, signer: printable(verdict.signer), reason: printable(verdict.reason) };
  return proven(shasums, (file) => ({ kind: "release-key", ...file, ...facts }));
}

function proven(
  shasums: ReadonlyMap<string, Digest>,
  toEvidence: (file: Pick<ProvenEvidence, "fileName" | "sha256">) => ProvenEvidence,
): ProvenShasums {
  return {
    fileNames: [...shasums.keys()],
    evidenceOf: (fileName) => {
      const digest = shasums.get(fileName);
      return digest === undefined ? undefined : toEvidence({ fileName, sha256: digest.hex });
    },
  };
}

/** Whoever signed a list of SHA-1 digests (before v0.12) vouches for nothing: files of one digest can be made. */
function assertSha256(shasums: ReadonlyMap<string, Digest>, files: ShasumsFiles): void {
  if ([...shasums.values()].every(({ algorithm }) => algorithm === "sha256")) return;
  throw notAList(files, "its digests are SHA-1, which can be forged");
}

async function verifyLists(files: ShasumsFiles, trust: TrustOptions): Promise<Verdict> {
  const options = {
    version: files.version,
    keyring: trust.keyring,
    policy: trust.policy,
    now: trust.now?.(),
  };
  const clearsigned = await files.read("SHASUMS256.txt.asc");
  if (clearsigned !== undefined) return verifyShasums({ clearsigned }, options);
  const text = await files.read("SHASUMS256.txt");
  if (text === undefined) throw noShasums(files);
  const signature = await files.read("SHASUMS256.txt.sig");
  if (signature === undefined) {
    throw new SourceError(
      "ERR_SOURCE_UNSIGNED",
      `${files.location} has SHASUMS256.txt but no signature over it`,
      {
        hint: "use a source that carries SHASUMS256.txt.asc or .sig, or accept unsigned digests with --unsafe-skip-signature",
      },
    );
  }
  return verifyShasums({ text, signature }, options);
}

async function readUnsigned(files: ShasumsFiles): Promise<ProvenShasums> {
  const bytes = await files.read("SHASUMS256.txt");
  if (bytes === undefined) throw noShasums(files);
  const shasums = readList(bytes, files);
  assertSha256(shasums, files);
  return proven(shasums, (file) => ({ kind: "unsigned-shasums", ...file, origin: files.location }));
}

function readList(bytes: Uint8Array, files: ShasumsFiles): ReadonlyMap<string, Digest> {
  try {
    return parseShasums(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    throw notAList(files, messageOf(error), error);
  }
}

function notAList({ location }: ShasumsFiles, why: string, cause?: unknown): SourceError {
  return new SourceError(
    "ERR_SOURCE_SHASUMS",
    `the SHASUMS256.txt of ${location} cannot be used: ${printable(why)}`,
    {
      hint: "the server or a proxy sent something else; try another source",
      cause,
    },
  );
}

function refused(files: ShasumsFiles, verdict: Exclude<Verdict, { verdict: "valid" }>): SourceError {
  return new SourceError(
    "ERR_SOURCE_SIGNATURE",
    `the signature over SHASUMS256.txt of ${files.version} at ${files.location} was refused (${verdict.verdict}): ${printable(verdict.reason)}`,
    { hint: verdict.hint ?? "do not install from this source; use another one and tell its operator" },
  );
}

function noShasums({ location }: ShasumsFiles): SourceError {
  return new SourceError(
    "ERR_SOURCE_NO_SHASUMS",
    `${location} has no SHASUMS256.txt: nothing vouches for its files`,
    { hint: "check the version and the source's address, or use another source" },
  );
}
