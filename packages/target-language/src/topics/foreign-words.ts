import { detectDialect, type ParsedTarget, pkgWordKind, type Target } from "@nodewright/target-triple";

/** Dialects of which each text is a CPU architecture alone. */
const ARCH_DIALECTS: readonly string[] = ["dockerHub", "deb", "rpm", "alpine", "setupNode", "destCpu"];

const readings = new Map<string, readonly ParsedTarget[]>();
const MAX_READINGS = 1000;

/** How each dialect reads a word; remembered, for it is asked at each key stroke, and most dialects refuse most words. */
export function readingsOf(word: string): readonly ParsedTarget[] {
  let found = readings.get(word);
  if (found === undefined) {
    found = detectDialect(word);
    if (readings.size >= MAX_READINGS) readings.clear();
    readings.set(word, found);
  }
  return found;
}

/** The targets of an arch in whatever tool's words (`amd64`, `aarch64`, `i386`); empty for what is none. */
export function targetsOfArch(word: string): readonly Target[] {
  const reading = readingsOf(word).find(({ dialect }) => ARCH_DIALECTS.includes(dialect));
  return reading?.candidates ?? [];
}

/** The targets of an operating system in whatever tool's words (`macos`, `windows`, `alpine`); empty for none. */
export function targetsOfPlatform(word: string): readonly Target[] {
  const lower = word.toLowerCase();
  if (pkgWordKind(lower) !== "platform") return [];
  return readingsOf(lower).find(({ dialect }) => dialect === "pkg")?.candidates ?? [];
}
