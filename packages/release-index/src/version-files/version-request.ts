import { ReleaseIndexError } from "../errors.js";
import type { SpecDialect } from "../spec.js";

/** A version word found in a file. */
export interface VersionRequest {
  /** As it stands there, spaces around it removed. */
  readonly spec: string;
  /** Whose words the file is written in. */
  readonly dialect: SpecDialect;
  /** The file's name as it was given. */
  readonly file: string;
  /** Where in a structured file: `["devEngines", "runtime", 0, "version"]`; empty in a file of lines. */
  readonly path: readonly (string | number)[];
  /** Line in a file of lines, from 1. */
  readonly line?: number;
  /** The whole of a pkg target, of which the spec is the node range. */
  readonly target?: string;
}

export function fileError(
  file: string,
  why: string,
  options: { cause?: unknown; hint?: string } = {},
): ReleaseIndexError {
  return new ReleaseIndexError("ERR_RELEASE_VERSION_FILE", `cannot read ${file}: ${why}`, options);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
