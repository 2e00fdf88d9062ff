import type { Candidate, CompletionPlace, Io } from "@nodewright/command-line";
import { installedVersions } from "@nodewright/installation/places";
import { rootOf } from "./place.js";

const ofInstalled: ReadonlySet<string> = new Set(["which", "exec", "env", "uninstall"]);

/** What the commands of this program take, for completion: no network, and little loaded. */
export async function suggest(
  { commands: [command = ""], name }: CompletionPlace,
  io: Io,
): Promise<readonly Candidate[] | undefined> {
  if (name === "source") return ["dist", "npm"].map((value) => ({ value }));
  if (name === "target") return targets();
  if (name !== "spec" && name !== "words") return undefined;
  return ofInstalled.has(command) ? installed(io) : releases();
}

async function installed(io: Io): Promise<Candidate[]> {
  return (await installedVersions(rootOf({}, io))).map((value) => ({ value, description: "installed" }));
}

async function targets(): Promise<Candidate[]> {
  const { formatTarget, listTargets } = await import("@nodewright/target-triple");
  return listTargets().flatMap((target) => {
    const value = formatTarget(target);
    return value === null ? [] : [{ value }];
  });
}

/** Words and lines that mean a release today, by the bundled table. */
async function releases(): Promise<Candidate[]> {
  const { snapshot } = await import("@nodewright/release-index/snapshot");
  const lines = new Map<string, Candidate>();
  const names = new Map<string, Candidate>();
  for (const { version, lts } of snapshot.rows) {
    const line = version.slice(1).split(".")[0] ?? "";
    if (!lines.has(line)) lines.set(line, { value: line, description: version });
    const name = lts ? `lts/${lts.toLowerCase()}` : undefined;
    if (name !== undefined && !names.has(name)) names.set(name, { value: name, description: version });
  }
  const words = ["lts", "latest", "lts/*", "lts/-1"].map((value) => ({ value }));
  return [...words, ...names.values(), ...lines.values()];
}
