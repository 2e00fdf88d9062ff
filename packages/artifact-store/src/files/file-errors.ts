import { ArtifactError, type ArtifactErrorCode } from "../errors.js";

interface FileFailure {
  readonly code: ArtifactErrorCode;
  readonly why: string;
  readonly hint: string;
}

const DISK_FULL: FileFailure = {
  code: "ERR_ARTIFACT_DISK_FULL",
  why: "no space is left on the disk",
  hint: "Free some space, or choose a directory on another disk.",
};
const PERMISSION: FileFailure = {
  code: "ERR_ARTIFACT_PERMISSION",
  why: "permission denied",
  hint: "Choose a directory that you may write to, or change its permissions.",
};

const FAILURES: Readonly<Record<string, FileFailure>> = {
  ENOSPC: DISK_FULL,
  EDQUOT: { ...DISK_FULL, why: "the disk quota is used up" },
  EACCES: PERMISSION,
  EPERM: { ...PERMISSION, why: "the operation is not permitted" },
  EROFS: {
    code: "ERR_ARTIFACT_READ_ONLY",
    why: "the file system is read-only",
    hint: "Choose a directory on a file system that can be written to.",
  },
  EEXIST: {
    code: "ERR_ARTIFACT_EXISTS",
    why: "it exists already",
    hint: "Remove it, or choose another place.",
  },
  ENOTEMPTY: {
    code: "ERR_ARTIFACT_EXISTS",
    why: "a directory that is not empty stands there",
    hint: "Remove it, or choose another place.",
  },
  ENOENT: {
    code: "ERR_ARTIFACT_NOT_FOUND",
    why: "no such file or directory",
    hint: "Check the path.",
  },
  ENAMETOOLONG: {
    code: "ERR_ARTIFACT_LIMIT",
    why: "the name is too long for this file system",
    hint: "Choose a directory with a shorter path.",
  },
};

/** The `code` of a system error (`ENOENT`), or undefined for anything else. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** True for what the operating system answered, as opposed to errors of programs. */
export function isSystemError(error: unknown): boolean {
  return error instanceof Error && "syscall" in error && "errno" in error;
}

/** A file system error as an `ArtifactError` that says what was being done to which path. */
export function toFileError(error: unknown, doing: string, path: string): ArtifactError {
  if (error instanceof ArtifactError) {
    return error;
  }
  const failure = FAILURES[systemCode(error) ?? ""];
  if (failure !== undefined) {
    const { code, why, hint } = failure;
    return new ArtifactError(code, `Cannot ${doing} ${path}: ${why}`, { hint, path, cause: error });
  }
  const why = error instanceof Error ? error.message : String(error);
  return new ArtifactError("ERR_ARTIFACT_IO", `Cannot ${doing} ${path}: ${why}`, {
    hint: "Check the disk and the path, then try again.",
    path,
    cause: error,
  });
}
