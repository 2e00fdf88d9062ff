import { detectDialect, pkgWordKind, type Target } from "@nodewright/target-triple";

/** Dialects of which each text is a CPU architecture alone. */
const ARCH_DIALECTS: readonly string[] = ["dockerHub", "deb", "rpm", "alpine", "setupNode", "destCpu"];

/** The targets of an arch in whatever tool's words (`amd64`, `aarch64`, `i386`); empty for what is none. */
export function targetsOfArch(word: string): readonly Target[] {
  const reading = detectDialect(word).find(({ dialect }) => ARCH_DIALECTS.includes(dialect));
  return reading?.candidates ?? [];
}

/** The targets of an operating system in whatever tool's words (`macos`, `windows`, `alpine`); empty for none. */
export function targetsOfPlatform(word: string): readonly Target[] {
  const lower = word.toLowerCase();
  if (pkgWordKind(lower) !== "platform") return [];
  return detectDialect(lower).find(({ dialect }) => dialect === "pkg")?.candidates ?? [];
}
