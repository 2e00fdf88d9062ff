import type { GrammarReading } from "../grammars.js";
import { own } from "../own.js";

/** Dialects of two or three words that people join in more ways than one. */
const JOINT = /[\s,/:-]+/;

/** Words of targets that Node.js itself never uses. */
const FOREIGN = /^(mas|ios|wasi|web|universal|wasm32|any|mips64el)$/;

export function isNodeWord(word: string): boolean {
  return !FOREIGN.test(word);
}

export function readNode(text: string): GrammarReading | undefined {
  const [os = "", arch = "", ...excess] = text.split(JOINT);
  if (arch === "" || excess.length > 0 || !isNodeWord(os) || !isNodeWord(arch)) return undefined;
  return { texts: [`${os}-${arch}`], parts: { os, arch } };
}

/** A package that declares no libc runs on any. */
export function readNpm(text: string): GrammarReading | undefined {
  const [os = "", arch = "", libc, ...excess] = text.split(JOINT);
  if (arch === "" || libc === "" || excess.length > 0 || !isNodeWord(os) || !isNodeWord(arch))
    return undefined;
  return {
    texts: [libc === undefined ? `${os}-${arch}` : `${os}-${arch}-${libc}`],
    parts: { os, arch, libc },
  };
}

export function readNpmPackage(text: string): GrammarReading {
  return { texts: [text.replace(/@[^@]*$/, "")] };
}

/** node-pre-gyp writes `unknown` where it detects neither glibc nor musl, which off Linux is always. */
export function readNodePreGyp(text: string): GrammarReading | undefined {
  const [os = "", arch = "", libc = "", ...excess] = text.split("-");
  if (libc === "" || excess.length > 0 || !isNodeWord(os) || !isNodeWord(arch)) return undefined;
  if (libc !== "unknown") return os === "linux" ? { parts: { os, arch, libc } } : undefined;
  const warnings =
    os === "linux" ? ["unknown: node-pre-gyp detected no libc on the machine that named this"] : [];
  return { parts: { os, arch }, warnings };
}

/** GNU's own triple names a vendor, and i686 where the multiarch tuple says i386. */
export function readGnu(text: string): GrammarReading {
  return { texts: [text.replace(/^i[456]86-/, "i386-").replace(/-(?:pc|unknown)-linux-/, "-linux-")] };
}

/** `x86_64-linux.5.10-gnu.2.28`, `aarch64-macos.11.0-none`. */
export function readZig(text: string): GrammarReading {
  const bare = text.replace(/(macos|linux|freebsd|windows|gnu\w*)\.[\w.]+/g, "$1").replace(/-none$/, "");
  const warnings = bare === text ? [] : ["versions of os and libc are no part of a target"];
  return { texts: [bare], warnings };
}

/** The prefix of an image: `arm64v8/node:22`. */
export function readDockerHub(text: string): GrammarReading {
  return { texts: [text.replace(/\/.*$/, "")] };
}

/** `linux/arm,7`, `linux/arm/v7`, `GOOS=linux GOARCH=arm GOARM=7`; GOARM left open is any. */
export function readGo(text: string): GrammarReading | undefined {
  const [os = "", arch = "", arm, ...excess] = text.replace(/\bGO(?:OS|ARCH|ARM)=/g, "").split(/[\s,/]+/);
  if (excess.length > 0 || (arm !== undefined && arch !== "arm")) return undefined;
  const versions = arm === undefined ? ["7", "6"] : [arm.replace(/^v/, "")];
  const open = arm === undefined || os !== "linux" ? [`${os}/${arch}`] : [];
  return { texts: [...open, ...versions.map((version) => `${os}/${arch},${version}`)] };
}

export function readWheel(text: string): GrammarReading {
  const bare = text
    .replace(/^(manylinux|musllinux|macosx)_\d+_\d+_/, "$1_{M}_{m}_")
    .replace(/^android_\d+_/, "android_{api}_");
  return { texts: [bare] };
}

/** The words or the file of a release: `electron-v30.0.0-linux-x64.zip`. */
export function readElectron(text: string): GrammarReading {
  const bare = text.replace(/^electron-v.+?-(?=(?:linux|darwin|mas|win32)-)/, "").replace(/\.zip$/, "");
  return { texts: [bare.split(JOINT).join("-")] };
}

export function readNwjs(text: string): GrammarReading {
  return { texts: [text.split(JOINT).join("-")] };
}

const RUNNER_OS: Readonly<Record<string, string>> = {
  linux: "Linux",
  windows: "Windows",
  macos: "macOS",
  osx: "macOS",
};

/** The two values in any case and joint; the runner's source calls macOS `OSX` and loong64 `LoongArch64`. */
export function readGha(text: string): GrammarReading {
  const [os = "", arch = ""] = text.toLowerCase().split(JOINT);
  const archWord = arch === "loongarch64" ? "LoongArch64" : arch.toUpperCase();
  return { texts: text.split(JOINT).length === 2 ? [`${own(RUNNER_OS, os) ?? os}-${archWord}`] : [] };
}

/** Windows shells put their version into `uname -s`; AIX answers `uname -m` with the machine's serial number. */
export function readUname(text: string): GrammarReading {
  const bare = text
    .trim()
    .replace(/\s+/, " ")
    .replace(/^((?:MINGW64|MINGW32|MSYS|CYGWIN)_NT)-\S+/, "$1-*")
    .replace(/^AIX [0-9A-Fa-f]{12}$/, "AIX <12-digit machine id>");
  return { texts: [bare] };
}
