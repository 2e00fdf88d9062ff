export {
  createKeyring,
  type KeyringOptions,
  type PublicKeyInput,
  type PublicKeySource,
} from "./create-keyring.js";
export { GpgError, type GpgErrorCode } from "./errors.js";
export { formatVerdict } from "./format-verdict.js";
export { generateSigningKey, type SigningKey, type SigningKeyOptions } from "./generate-signing-key.js";
export type { Keyring, KeyringEntry, KeyringKey, Revocation, RevocationReason } from "./keyring.js";
export { keyringFromJson, keyringToJson } from "./keyring-json.js";
export { listedName } from "./listed-name.js";
export { nodeReleaseKeyring } from "./release-keys.generated.js";
export { type Digest, type DigestAlgorithm, parseShasums, type Shasums } from "./shasums.js";
export { type SignedList, type SignOptions, signShasums } from "./sign-shasums.js";
export type { SignedShasums } from "./signed-shasums.js";
export type {
  KeyStatus,
  Policy,
  Refusal,
  RefusedVerdict,
  Rule,
  SignatureFacts,
  ValidVerdict,
  Verdict,
} from "./verdict.js";
export { type VerifiedDigest, type VerifiedShasums, verifiedDigest } from "./verified-digest.js";
export { type FileVerdict, verifyFile } from "./verify-file.js";
export { type VerifyOptions, verifyShasums } from "./verify-shasums.js";
