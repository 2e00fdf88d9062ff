import { ArtifactError, type ArtifactErrorCode } from "@nodewright/artifact-store";
import { PrebuildError, type PrebuildErrorCode } from "../errors.js";

const CODES: Readonly<Record<ArtifactErrorCode, PrebuildErrorCode>> = {
  ERR_ARTIFACT_ABORTED: "ERR_PREBUILD_ABORTED",
  ERR_ARTIFACT_CORRUPT: "ERR_PREBUILD_CORRUPT",
  ERR_ARTIFACT_CREDENTIALS: "ERR_PREBUILD_FETCH",
  ERR_ARTIFACT_DIGEST: "ERR_PREBUILD_INTEGRITY",
  ERR_ARTIFACT_DISK_FULL: "ERR_PREBUILD_WRITE",
  ERR_ARTIFACT_EXISTS: "ERR_PREBUILD_WRITE",
  ERR_ARTIFACT_FORMAT: "ERR_PREBUILD_CORRUPT",
  ERR_ARTIFACT_HTTP: "ERR_PREBUILD_FETCH",
  ERR_ARTIFACT_IO: "ERR_PREBUILD_WRITE",
  ERR_ARTIFACT_KEY: "ERR_PREBUILD_CONFIG",
  ERR_ARTIFACT_LIMIT: "ERR_PREBUILD_CORRUPT",
  ERR_ARTIFACT_LOCATION: "ERR_PREBUILD_CONFIG",
  ERR_ARTIFACT_LOCKED: "ERR_PREBUILD_WRITE",
  ERR_ARTIFACT_NETWORK: "ERR_PREBUILD_FETCH",
  ERR_ARTIFACT_NOT_ARCHIVE: "ERR_PREBUILD_CORRUPT",
  ERR_ARTIFACT_NOT_FOUND: "ERR_PREBUILD_NOT_FOUND",
  ERR_ARTIFACT_PERMISSION: "ERR_PREBUILD_WRITE",
  ERR_ARTIFACT_READ_ONLY: "ERR_PREBUILD_WRITE",
  ERR_ARTIFACT_REDIRECT: "ERR_PREBUILD_FETCH",
  ERR_ARTIFACT_SIZE: "ERR_PREBUILD_INTEGRITY",
  ERR_ARTIFACT_TIMEOUT: "ERR_PREBUILD_FETCH",
  ERR_ARTIFACT_TRUNCATED: "ERR_PREBUILD_CORRUPT",
  ERR_ARTIFACT_UNSAFE_ENTRY: "ERR_PREBUILD_CORRUPT",
  ERR_ARTIFACT_UNSUPPORTED: "ERR_PREBUILD_FETCH",
};

const PRIVATE_HINT =
  "For a private bucket set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; S3 also answers so for what it does not have.";

/** What an install throws for a failure below it; anything that is no error of ours is passed on. */
export function toInstallError(error: unknown, url: string): unknown {
  if (!(error instanceof ArtifactError)) return error;
  // What is unpacked comes as a stream, of which the error knows no name.
  const message = error.message.replace(/^Cannot unpack the archive\b/, `Cannot unpack ${url}`);
  return new PrebuildError(codeOf(error), message, {
    hint: error.status === 403 ? PRIVATE_HINT : error.hint,
    url: error.url ?? url,
    status: error.status,
    cause: error,
  });
}

/** What the server has not comes with its address; what is missing without one is a file of the settings, a CA's. */
function codeOf({ code, url }: ArtifactError): PrebuildErrorCode {
  return code === "ERR_ARTIFACT_NOT_FOUND" && url === undefined ? "ERR_PREBUILD_CONFIG" : CODES[code];
}

/** Codes of what was fetched but must not be used: not there, or out of reach, is another matter. */
const SUSPECT: ReadonlySet<PrebuildErrorCode> = new Set<PrebuildErrorCode>([
  "ERR_PREBUILD_CORRUPT",
  "ERR_PREBUILD_INCOMPATIBLE",
  "ERR_PREBUILD_INTEGRITY",
  "ERR_PREBUILD_MANIFEST",
  "ERR_PREBUILD_SIGNATURE",
  "ERR_PREBUILD_UNVERIFIED",
]);

/** Codes for which a build from source would fail as well, or was not asked for. */
const FINAL: ReadonlySet<PrebuildErrorCode> = new Set<PrebuildErrorCode>([
  "ERR_PREBUILD_ABORTED",
  "ERR_PREBUILD_WRITE",
]);

/**
 * What a failed install says about building from source instead:
 * - `build`: there is no prebuilt for this platform, or it is out of reach
 * - `build-loudly`: there is one, and it is damaged, tampered with or for another platform. Its author should know.
 * - `stop`: building would not help
 */
export function fallbackFor(error: unknown): "build" | "build-loudly" | "stop" {
  if (!(error instanceof PrebuildError) || FINAL.has(error.code)) return "stop";
  return SUSPECT.has(error.code) ? "build-loudly" : "build";
}
