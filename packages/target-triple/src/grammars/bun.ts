import type { GrammarReading } from "../grammars.js";
import { own } from "../own.js";

const OSES: Readonly<Record<string, string>> = {
  linux: "linux",
  windows: "windows",
  win32: "windows",
  darwin: "darwin",
  macos: "darwin",
};
const ARCHES: Readonly<Record<string, string>> = {
  x64: "x64",
  amd64: "x64",
  x86_64: "x64",
  arm64: "arm64",
  aarch64: "arm64",
};
const FLAVOURS = ["baseline", "modern", "musl"];

/**
 * `bun` and then words in any order: os, arch (x64 if only the os is said), `musl`, `baseline` or `modern`, and
 * a version, which is none of the target's business. Without an os Bun takes the host's: all are candidates.
 */
export function readBun(text: string): GrammarReading | undefined {
  const [bun, ...words] = text.split("-");
  if (bun !== "bun" || words.length === 0) return undefined;
  const version = words.find((word) => /^v\d+\.\d+\.\d+$/.test(word));
  const rest = words.filter((word) => word !== version);
  if (!rest.every((word) => own(OSES, word) ?? own(ARCHES, word) ?? FLAVOURS.includes(word)))
    return undefined;
  const os = rest.map((word) => own(OSES, word)).findLast((word) => word !== undefined);
  const arch = rest.map((word) => own(ARCHES, word)).findLast((word) => word !== undefined) ?? (os && "x64");
  const isMusl = rest.includes("musl");
  const isBaseline = rest.findLast((word) => word === "baseline" || word === "modern") === "baseline";
  const warnings = [
    ...(version === undefined ? [] : [`${version} names a version of Bun, not a target`]),
    ...(isBaseline && arch === "arm64"
      ? ["Bun has no baseline build for arm64 and takes the usual one"]
      : []),
  ];
  const texts = (os ? [os] : ["linux", "darwin", "windows"]).flatMap((oneOs) =>
    (arch ? [arch] : ["x64", "arm64"]).map(
      (oneArch) =>
        `bun-${oneOs}-${oneArch}${isMusl ? "-musl" : ""}${isBaseline && oneArch === "x64" ? "-baseline" : ""}`,
    ),
  );
  return { texts, warnings };
}
