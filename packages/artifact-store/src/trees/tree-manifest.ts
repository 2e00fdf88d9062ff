import { readFileSync } from "node:fs";
import { systemCode } from "../files/file-errors.js";

/** Path, size in bytes, modification time in milliseconds, permission bits before it was kept. */
export type KeptFile = readonly [path: string, size: number, mtimeMs: number, mode: number];

/** What a kept tree consisted of when it was kept. Parents come before what they hold. */
export interface TreeManifest {
  readonly schema: 1;
  readonly directories: readonly string[];
  readonly files: readonly KeptFile[];
  readonly symlinks: readonly (readonly [path: string, target: string])[];
}

/** Undefined if there is none, or none that this version wrote. */
export function readManifest(path: string): TreeManifest | undefined {
  try {
    const manifest: unknown = JSON.parse(readFileSync(path, "utf8"));
    return isManifest(manifest) ? manifest : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || systemCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

function isManifest(value: unknown): value is TreeManifest {
  return typeof value === "object" && value !== null && "schema" in value && value.schema === 1;
}
