import type { Dialect } from "./dialects.generated.js";
import { own } from "./own.js";

type Notes = Readonly<Partial<Record<Dialect, Readonly<Record<string, string>>>>>;

const PI = "a name of releases before v4; node-build's own host check never yields it";
const NODE_BUILD_LIBC = "node-build knows no libc: it takes this glibc build on musl systems too";
const ARMHF = "armhf is ARMv7 for Debian, ARMv6 for Alpine and Raspbian";
const THREADS = "napi-rs means the build with threads";

/** Warnings of spellings that mean something else than they seem to, or something else elsewhere. */
const REMARKS: Notes = {
  dist: { "linux-arm-pi": PI },
  index: { "osx-x64-pkg": "the .pkg file names no arch: from v16 on it holds arm64 too" },
  nodeBuild: {
    "linux-x64": NODE_BUILD_LIBC,
    "linux-arm64": NODE_BUILD_LIBC,
    "linux-arm-pi": PI,
    "linux-armv7": "node-build's own host check never yields it",
    "aix-ppc64": "node-build never picks it by itself: uname -m on AIX is a serial number",
    "sunos-x64": "node-build never picks it by itself: uname -m is i86pc, which it takes for x86",
  },
  unofficial: { musl: "a recipe id without an arch is x64" },
  napi: { "wasm32-wasi": THREADS },
  deb: { armhf: ARMHF },
  alpine: { armhf: ARMHF },
  wheel: { win32: "win32 is 32-bit Windows here; in Node's words it is any Windows" },
  electron: {
    "linux-ia32": "Electron has no such build from 19 on",
    "linux-armv7l": "Electron has no such build from 44 on",
    "win32-ia32": "Electron has no such build from 44 on",
  },
  setupNode: { arm: "setup-node takes arm for armv7l" },
  uname: {
    "Linux armv8l": "a 32-bit process on a 64-bit kernel; n and nvm take it for arm64",
    "Darwin x86_64": "an Apple silicon Mac says this too under Rosetta 2",
    "SunOS i86pc": "uname -m is i86pc on 32 and 64 bits",
  },
};

const NO_TOKEN = "the file exists, but index.json has no token for it: use the dialect dist";
const NO_PLATFORM = "it names no platform";

/** What to say of texts that look like a target of the dialect and are none. */
const HINTS: Notes = {
  dist: { headers: NO_PLATFORM, src: NO_PLATFORM },
  index: {
    headers: NO_PLATFORM,
    src: NO_PLATFORM,
    "linux-ppc64": NO_TOKEN,
    "win-arm64-msi": NO_TOKEN,
    "win-arm64-exe": NO_TOKEN,
  },
  setupNode: { ppc64: "setup-node finds nothing for ppc64, though a ppc64le host reports it: write ppc64le" },
  pkg: {
    host: "it means the host: parsePkgTarget reads it",
    latest: "it means the host: parsePkgTarget reads it",
  },
  deb: { armel: "armel has no hard float: no Node.js is built for it" },
  conda: { noarch: NO_PLATFORM },
};

export function remarkOf(text: string, dialect: Dialect): string | undefined {
  return own(REMARKS[dialect], text);
}

export function hintOf(text: string, dialect: Dialect): string | undefined {
  return own(HINTS[dialect], text);
}
