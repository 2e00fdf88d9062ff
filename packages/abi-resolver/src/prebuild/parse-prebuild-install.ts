import type { PrebuildCandidate } from "./types.js";

const NAME =
  /^(?:.*\/)?[^/]+?-v\d+\.\d+\.\d+[^/]*?-(napi|node|electron|node-webkit)-v(\d+)-([a-z0-9]+?)(musl|glibc)?-([a-z0-9_]+)\.tar\.gz$/;

/**
 * `<name>-v<version>-<runtime>-v<abi>-<platform>[<libc>]-<arch>.tar.gz`, as prebuild uploads and prebuild-install
 * looks for. `napi-v<level>` is of any runtime; `linux` without a libc is glibc, for musl is always said. Undefined
 * for everything else.
 */
export function parsePrebuildInstallName(name: string): PrebuildCandidate | undefined {
  const [match, runtime, number = "", os = "", libc, archWord = ""] =
    name.length > 512 ? [] : (NAME.exec(name) ?? []);
  if (match === undefined) return undefined;
  const [, arch = archWord, armVersion] = /^(arm)v([67])l?$/.exec(archWord) ?? [];
  const said = libc ?? (os === "linux" ? "glibc" : undefined);
  return {
    name,
    os,
    arch,
    ...(armVersion && { armVersion }),
    ...(said && { libc: said }),
    ...(runtime === "napi" ? { napi: Number(number) } : { runtime, abi: number }),
  };
}
