import type { PrebuildCandidate } from "./types.js";

/** What npm reads of a platform package's package.json. */
export interface PlatformManifest {
  readonly name?: string | undefined;
  readonly os?: string | readonly string[] | undefined;
  readonly cpu?: string | readonly string[] | undefined;
  readonly libc?: string | readonly string[] | undefined;
}

/** The candidate that a package with `os`, `cpu` and `libc` is; of its ABI npm says nothing. */
export function npmCandidate(manifest: PlatformManifest): PrebuildCandidate {
  const { name, os, cpu, libc } = manifest;
  return {
    ...(name !== undefined && { name }),
    ...(os !== undefined && { os }),
    ...(cpu !== undefined && { arch: cpu }),
    ...(libc !== undefined && { libc }),
  };
}
