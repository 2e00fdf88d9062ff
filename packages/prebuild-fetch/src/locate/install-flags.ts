import type { AddonPackage } from "./types.js";

const SHORT: Readonly<Record<string, string>> = { r: "runtime", t: "target", d: "download" };

/**
 * The flags with which the package's install script calls prebuild-install, by their long names; undefined for a
 * package that does not call it.
 */
export function readInstallFlags({ scripts }: AddonPackage): Readonly<Record<string, string>> | undefined {
  const words = ["preinstall", "install", "postinstall"]
    .flatMap((name) => String(scripts?.[name] ?? "").split(/&&|\|\||;/))
    .map((command) => command.trim().split(/\s+/))
    .find((command) => command.some((word) => /(?:^|\/)prebuild-install(?:\.js)?$/.test(word)));
  if (words === undefined) return undefined;
  const flags: Record<string, string> = {};
  for (const [index, word] of words.entries()) {
    const [, short, long, value] = /^(?:-([a-z])|--([a-z-]+))(?:=(.*))?$/i.exec(word) ?? [];
    const name = long ?? SHORT[short ?? ""];
    const following = words[index + 1];
    if (name !== undefined)
      flags[name] = value ?? (following?.startsWith("-") === false ? following : "true");
  }
  return flags;
}
