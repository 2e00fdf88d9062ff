import type { GrammarReading } from "../grammars.js";
import { own } from "../own.js";

/** Dialects of two or three words that people join in more ways than one. */
const JOINT = /[\s,/:-]+/;

interface NodeWords {
  readonly os: string;
  readonly arch: string;
  readonly libc: string | undefined;
}

/** Words of targets that Node.js itself never uses. */
const FOREIGN = /^(mas|ios|wasi|web|universal|wasm32|any|mips64el)$/;

export function isNodeWord(word: string): boolean {
  return !FOREIGN.test(word);
}

export function readNode(text: string): GrammarReading | undefined {
  const words = nodeWords(text, JOINT);
  return words?.libc === undefined
    ? words && { texts: [`${words.os}-${words.arch}`], parts: words }
    : undefined;
}

/** A package that declares no libc runs on any. */
export function readNpm(text: string): GrammarReading | undefined {
  const words = nodeWords(text, JOINT);
  return words && { texts: [text.split(JOINT).join("-")], parts: words };
}

/** Two words of Node.js, and a third if there is one. */
function nodeWords(text: string, joint: string | RegExp): NodeWords | undefined {
  const [os = "", arch = "", libc, ...excess] = text.split(joint);
  const isWhole = arch !== "" && libc !== "" && excess.length === 0;
  return isWhole && isNodeWord(os) && isNodeWord(arch) ? { os, arch, libc } : undefined;
}

/** node-pre-gyp writes `unknown` where it detects neither glibc nor musl, which off Linux is always. */
export function readNodePreGyp(text: string): GrammarReading | undefined {
  const { os = "", arch = "", libc } = nodeWords(text, "-") ?? {};
  const isLinux = os === "linux";
  if (libc !== "unknown") return isLinux && libc !== undefined ? { parts: { os, arch, libc } } : undefined;
  const warnings = isLinux ? ["unknown: node-pre-gyp detected no libc on the machine that named this"] : [];
  return { parts: { os, arch }, warnings };
}

/** `linux/arm,7`, `linux/arm/v7`, `GOOS=linux GOARCH=arm GOARM=7`; GOARM left open is any. */
export function readGo(text: string): GrammarReading | undefined {
  const [os = "", arch = "", arm, ...excess] = text.replace(/\bGO(?:OS|ARCH|ARM)=/g, "").split(/[\s,/]+/);
  if (excess.length > 0 || (arm !== undefined && arch !== "arm")) return undefined;
  const versions = arm === undefined ? ["7", "6"] : [arm.replace(/^v/, "")];
  const open = arm === undefined || os !== "linux" ? [`${os}/${arch}`] : [];
  return { texts: [...open, ...versions.map((version) => `${os}/${arch},${version}`)] };
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
