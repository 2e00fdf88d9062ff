import type { Dialect } from "./dialects.generated.js";
import { own } from "./own.js";

type Notes = Readonly<Partial<Record<Dialect, Readonly<Record<string, string>>>>>;

const UNREACHED = "node-build's host check never yields it";
const ANY_LIBC = "node-build knows no libc: it takes this glibc build on musl too";
const ARMHF = "armhf is ARMv7 for Debian, ARMv6 for Alpine and Raspbian";
const ENDED = "Electron has no such build from 44 on";

/** Warnings of spellings that mean something else than they seem to, or something else elsewhere. */
const REMARKS: Notes = {
  index: { "osx-x64-pkg": "the .pkg file names no arch: from v16 on it holds arm64 too" },
  nodeBuild: {
    "linux-x64": ANY_LIBC,
    "linux-arm64": ANY_LIBC,
    "linux-arm-pi": UNREACHED,
    "linux-armv7": UNREACHED,
    "aix-ppc64": `${UNREACHED}: uname -m on AIX is a serial number`,
    "sunos-x64": `${UNREACHED}: uname -m is i86pc, taken for x86`,
  },
  unofficial: { musl: "a recipe id without an arch is x64" },
  napi: { "wasm32-wasi": "the build with threads" },
  deb: { armhf: ARMHF },
  alpine: { armhf: ARMHF },
  wheel: { win32: "win32 is 32-bit Windows here, any Windows in Node's words" },
  electron: {
    "linux-ia32": "Electron has no such build from 19 on",
    "linux-armv7l": ENDED,
    "win32-ia32": ENDED,
  },
  setupNode: { arm: "setup-node takes arm for armv7l" },
  uname: {
    "Linux armv8l": "a 32-bit process on a 64-bit kernel; n and nvm take it for arm64",
    "Darwin x86_64": "an arm64 Mac says this too under Rosetta 2",
    "SunOS i86pc": "uname -m is i86pc on 32 and 64 bits",
  },
};

const NO_TOKEN = "index.json has no token for the file: use the dialect dist";
const NO_PLATFORM = "it names no platform";
const OF_HOST = "it means the host: parsePkgTarget reads it";

/** What to say of texts that look like a target of the dialect and are none. */
const HINTS: Notes = {
  dist: { headers: NO_PLATFORM },
  index: {
    headers: NO_PLATFORM,
    src: NO_PLATFORM,
    "linux-ppc64": NO_TOKEN,
    "win-arm64-msi": NO_TOKEN,
    "win-arm64-exe": NO_TOKEN,
  },
  setupNode: { ppc64: "a ppc64le host reports ppc64, for which there is no file: write ppc64le" },
  pkg: { host: OF_HOST, latest: OF_HOST },
  deb: { armel: "armel has no hard float: no Node.js is built for it" },
};

export function remarkOf(text: string, dialect: Dialect): string | undefined {
  return own(REMARKS[dialect], text);
}

export function hintOf(text: string, dialect: Dialect): string | undefined {
  return own(HINTS[dialect], text);
}
