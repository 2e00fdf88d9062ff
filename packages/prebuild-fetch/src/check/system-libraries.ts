import { readFile } from "node:fs/promises";
import type { ExecutableInfo } from "@nodewright/executable";
import { matchTarget, type TargetPattern } from "@nodewright/target-triple";
import { hostFacts, hostTarget } from "@nodewright/target-triple/host";

/** The versions of the libraries that addons are bound to at load; absent where there are none or they do not tell. */
export interface SystemLibraries {
  readonly glibcVersion?: string;
  /** Of the libstdc++ that this process has loaded, and its addons will share. */
  readonly glibcxxVersion?: string;
  readonly cxxabiVersion?: string;
}

export interface SystemOptions {
  /** Where the kernel lists the files that a process has mapped. Default: of this process. */
  readonly mapsFile?: string | undefined;
}

/** What this system offers an addon, as far as it asks; nothing where the target is not this process's own. */
export async function systemLibraries(
  target: TargetPattern,
  needs: Pick<ExecutableInfo, "glibcFloor" | "glibcxxFloor" | "cxxabiFloor">,
  { mapsFile = "/proc/self/maps" }: SystemOptions = {},
): Promise<SystemLibraries> {
  const { glibcFloor, glibcxxFloor, cxxabiFloor } = needs;
  if (glibcFloor === undefined && glibcxxFloor === undefined && cxxabiFloor === undefined) return {};
  const facts = hostFacts();
  if (facts.platform !== "linux" || !matchTarget(target, hostTarget(facts))) return {};
  const { glibcVersion } = facts;
  const isCxx = glibcxxFloor !== undefined || cxxabiFloor !== undefined;
  return {
    ...(glibcVersion !== undefined && { glibcVersion }),
    ...(isCxx && (await libstdcxxVersions(mapsFile))),
  };
}

/** Its version names are plain text in the file. */
async function libstdcxxVersions(mapsFile: string): Promise<SystemLibraries> {
  const maps = await readFile(mapsFile, "utf8").catch(() => "");
  const path = /\s(\/\S*\/libstdc\+\+\.so\.6\S*)$/m.exec(maps)?.[1];
  const text = path === undefined ? "" : await readFile(path, "latin1").catch(() => "");
  const [glibcxx, cxxabi] = [highest(text, "GLIBCXX"), highest(text, "CXXABI")];
  return { ...(glibcxx && { glibcxxVersion: glibcxx }), ...(cxxabi && { cxxabiVersion: cxxabi }) };
}

function highest(text: string, name: "GLIBCXX" | "CXXABI"): string | undefined {
  const found = [...text.matchAll(new RegExp(`${name}_(\\d+(?:\\.\\d+)*)\\0`, "g"))].map(
    ([, version = ""]) => version,
  );
  return found.sort((a, b) => a.localeCompare(b, "en", { numeric: true })).at(-1);
}
