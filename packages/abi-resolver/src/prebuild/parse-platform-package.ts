import type { PrebuildCandidate } from "./types.js";

const NAME =
  /^(?:.*[-./])?(aix|android|darwin|freebsd|linux|openbsd|openharmony|sunos|win32|linuxmusl)-([a-z][a-z0-9]*)(?:-(gnu|musl|msvc|gnueabihf|musleabihf|gnueabi|eabi))?(?:\.node)?$/;

const LIBCS: Readonly<Record<string, string>> = {
  gnu: "glibc",
  gnueabi: "glibc",
  gnueabihf: "glibc",
  musl: "musl",
  musleabihf: "musl",
};

/**
 * A platform package or file of napi-rs: `@scope/name-linux-x64-gnu`, `name.darwin-universal.node`. Its addons use
 * Node-API at a level the name does not say; its `ppc64` is the little-endian one. `linuxmusl` is sharp's word. Undefined for
 * everything else.
 */
export function parsePlatformPackage(name: string): PrebuildCandidate | undefined {
  const [match, system = "", word = "", abi = ""] = name.length > 512 ? [] : (NAME.exec(name) ?? []);
  if (match === undefined) return undefined;
  const os = system === "linuxmusl" ? "linux" : system;
  const isPowerPc = word === "ppc64" || word === "powerpc64";
  const libc = system === "linuxmusl" ? "musl" : os === "linux" ? LIBCS[abi] : undefined;
  return {
    name,
    os,
    arch: isPowerPc ? "ppc64" : word,
    ...(isPowerPc && { endian: word === "ppc64" ? "little" : "big" }),
    ...(libc && { libc }),
    ...(os === "win32" && abi === "gnu" && { variant: "gnu" }),
    napi: true,
  };
}
