import type { GrammarReading } from "../grammars.js";

/** Variations of unofficial-builds, which stand behind a slug: `linux-arm64` and `debug` make `linux-arm64-debug`. */
export const DIST_VARIATIONS: readonly string[] = ["debug", "glibc-217", "pointer-compression", "usdt"];

const ARCHIVE =
  /^(?:node|iojs)-v\d[^/]*?-((?:aix|darwin|linux|sunos|win)-[^/]*?)(?:\.(?:tar\.gz|tar\.xz|zip|7z))?$/;
const INSTALLER = /^(?:node|iojs)-v\d[^/]*-(x64|x86|arm64)\.msi$/;
const BARE = /^(?:win-)?(x64|x86|arm64|arm)\/(?:node|iojs)\.exe$/;

/** A file of a release as well as its slug: `node-v22.1.0-linux-x64-musl.tar.xz`, `win-x64/node.exe`. */
export function readDistFile(text: string): GrammarReading | undefined {
  if (text === "node.exe")
    return { texts: ["win-x86"], warnings: ["bare node.exe is 32-bit, of releases before v4"] };
  if (/^node-v\d[^-]*\.pkg$/.test(text)) {
    return {
      texts: ["darwin-x64", "darwin-arm64"],
      warnings: ["a .pkg names no arch: it holds x64, and arm64 too from v16 on"],
    };
  }
  const installer = INSTALLER.exec(text)?.[1];
  if (installer !== undefined) return { texts: [`win-${installer}`] };
  const bare = BARE.exec(text)?.[1];
  if (bare !== undefined) return { texts: [`win-${bare}`] };
  return readSlug(ARCHIVE.exec(text)?.[1] ?? text);
}

function readSlug(slug: string): GrammarReading {
  const variant = DIST_VARIATIONS.find((variation) => slug.endsWith(`-${variation}`));
  if (variant === undefined) return { texts: [slug] };
  return { texts: [slug], otherwise: { texts: [slug.slice(0, -variant.length - 1)], add: { variant } } };
}
