import { type NodeVersion, parseVersion } from "@nodewright/release-index";
import { formatTarget, type Target } from "@nodewright/target-triple";
import { isInRange } from "./gates.js";
import type { BuildRecipeData } from "./types.js";

/** How Node's Makefile is told of a version: `DISTTYPE`, `CUSTOMTAG`, `DATESTRING`, `COMMIT`. */
export interface VersionVariables {
  readonly DISTTYPE: "release" | "custom" | "nightly" | "next-nightly";
  readonly CUSTOMTAG: string;
  readonly DATESTRING: string;
  readonly COMMIT: string;
}

/** What `make binary` is told so that the result calls itself by this version. */
export function versionVariables(text: string): VersionVariables {
  const version = parseVersion(text);
  const day = version.date?.replaceAll("-", "") ?? "";
  switch (version.channel) {
    case "release":
      return { DISTTYPE: "release", CUSTOMTAG: "", DATESTRING: "", COMMIT: "" };
    case "nightly":
    case "next-nightly":
      return { DISTTYPE: version.channel, CUSTOMTAG: "", DATESTRING: day, COMMIT: version.commit ?? "" };
    default:
      return { DISTTYPE: "custom", CUSTOMTAG: version.prerelease, DATESTRING: "", COMMIT: "" };
  }
}

/** The directory of a tree such as nodejs.org/download/ that a version is published in: `release`, `rc`, … */
export function channelDirectory(version: NodeVersion): string {
  return version.channel === "other" ? "custom" : version.channel;
}

/** The names of a target's archives have this part: `linux-x64-musl`. */
export function slugOfTarget(target: Target): string {
  return formatTarget(target, "dist") ?? String(formatTarget(target));
}

/**
 * `DESTCPU`, `ARCH` and `VARIATION` of Node's Makefile. None for files without machine code: set but empty, they are
 * wrong for its configure.
 */
export function targetVariables(
  { destCpu, arch, variation, target }: BuildRecipeData,
  host: Target,
): Readonly<Record<string, string>> {
  if (target === "any") return {};
  if (target !== "host") return { DESTCPU: destCpu ?? "", ARCH: arch ?? destCpu ?? "", VARIATION: variation };
  const [, cpu = "", ...rest] = slugOfTarget(host).split("-");
  return { DESTCPU: cpu.replace(/^armv\d+l$/, "arm"), ARCH: cpu, VARIATION: rest.join("-") };
}

/** `CONFIG_FLAGS`: the flags whose range the version is in. */
export function configureFlags({ configure }: BuildRecipeData, version: string): string {
  return configure
    .filter(({ range }) => range === undefined || isInRange(version, range))
    .flatMap(({ flags }) => flags)
    .join(" ");
}

/** The files that a build of a version makes. */
export function outputNames({ outputs }: BuildRecipeData, version: string, host: Target): string[] {
  const { text } = parseVersion(version);
  return outputs.map((name) => name.replaceAll("{version}", text).replaceAll("{slug}", slugOfTarget(host)));
}
