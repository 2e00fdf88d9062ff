import type { GrammarReading } from "../grammars.js";
import { own } from "../own.js";

/** Other names of an architecture, with the variant that some imply. */
const ARCHES: Readonly<Record<string, string>> = {
  "x86-64": "amd64",
  x86_64: "amd64",
  i386: "386",
  aarch64: "arm64",
  armhf: "arm/v7",
  armel: "arm/v6",
};

/**
 * `os[(version)]/arch[/variant]` in any case, normalised as containerd does: `linux/arm64/v8` is `linux/arm64`, `arm`
 * alone is `arm/v7`, `macos` is `darwin`; `amd64/v2` to `v4` ask for a CPU level.
 */
export function readOci(text: string): GrammarReading | undefined {
  const [osText = "", archText = "", variantText = "", ...excess] = text.toLowerCase().split("/");
  if (excess.length > 0 || archText === "") return undefined;
  const os = osText.replace(/\([^)]*\)$/, "").replace(/^macos$/, "darwin");
  const [arch = "", implied] = (own(ARCHES, archText) ?? archText).split("/");
  const variant = implied ?? variantText.replace(/^(?=\d)/, "v");
  const warnings =
    archText === "armel" ? ["containerd reads armel as arm/v6; Debian's armel has no hard float"] : [];
  if (arch === "arm") return { texts: armTexts(os, variant || "v7"), warnings };
  const isDefault = variant === "" || arch === "386" || (arch === "arm64" && variant === "v8");
  if (isDefault || (arch === "amd64" && variant === "v1")) return { texts: [`${os}/${arch}`] };
  const isLevel = arch === "amd64" && /^v[234]$/.test(variant);
  return isLevel ? { texts: [`${os}/amd64`], add: { cpuLevel: `x86_64_${variant}` } } : undefined;
}

/** 32-bit arm that can run v8 code runs v7 builds. */
function armTexts(os: string, variant: string): readonly string[] {
  return [`${os}/arm/${variant === "v8" ? "v7" : variant}`];
}
