import type { ExecutableInfo } from "../../src/types.js";

/** An x64 program of glibc, with some facts replaced. */
export function infoOf(facts: Partial<ExecutableInfo> = {}): ExecutableInfo {
  return {
    format: "elf",
    kind: "executable",
    os: "linux",
    arch: "x64",
    machine: 62,
    bits: 64,
    endianness: "little",
    libc: "glibc",
    needed: [],
    ...facts,
  };
}

/** The same without a C library. */
export function infoWithoutLibc(facts: Partial<ExecutableInfo> = {}): ExecutableInfo {
  const { libc: _, ...rest } = infoOf(facts);
  return rest;
}

/** A universal file of these slices. */
export function universalOf(slices: readonly ExecutableInfo[]): ExecutableInfo {
  return infoWithoutLibc({ format: "mach-o", os: "darwin", arch: "universal", machine: 0, slices });
}
