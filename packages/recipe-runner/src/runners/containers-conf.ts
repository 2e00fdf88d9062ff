import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** What podman stumbles over on some machines. */
export interface ContainersConfFacts {
  /** Hard limits of this process; `undefined` where the kernel sets none. */
  readonly openFiles: number | undefined;
  readonly processes: number | undefined;
  /** Both generations of cgroups are mounted, which crun refuses. */
  readonly hasHybridCgroups: boolean;
  readonly hasRunc: boolean;
  readonly hasSystemd: boolean;
}

/** Reads the facts of this machine. */
export async function containersConfFacts(path: string): Promise<ContainersConfFacts> {
  const limits = await readFile("/proc/self/limits", "utf8").catch(() => "");
  const hardLimit = (name: string): number | undefined => {
    const [, hard] = new RegExp(`^${name}\\s+\\S+\\s+(\\d+)`, "m").exec(limits) ?? [];
    return hard === undefined ? undefined : Number(hard);
  };
  return {
    openFiles: hardLimit("Max open files"),
    processes: hardLimit("Max processes"),
    hasHybridCgroups: existsSync("/sys/fs/cgroup/unified"),
    hasRunc: path.split(":").some((folder) => existsSync(join(folder, "runc"))),
    hasSystemd: existsSync("/run/systemd/system"),
  };
}

const MOST_FILES = 65_536;
/** podman may itself run under a lower limit than this process. */
const MOST_PROCESSES = 16_384;

/** The text of a containers.conf with which podman works on such a machine. */
export function formatContainersConf(facts: ContainersConfFacts): string {
  const files = Math.min(facts.openFiles ?? MOST_FILES, MOST_FILES);
  const processes = Math.min(facts.processes ?? MOST_PROCESSES, MOST_PROCESSES);
  return [
    "# Written by Nodewright, and read by the podman that it starts alone.",
    "[containers]",
    `default_ulimits=["nofile=${files}:${files}","nproc=${processes}:${processes}"]`,
    "[engine]",
    'events_logger="file"',
    ...(facts.hasSystemd ? [] : ['cgroup_manager="cgroupfs"']),
    ...(facts.hasHybridCgroups && facts.hasRunc ? ['runtime="runc"'] : []),
    "",
  ].join("\n");
}

/** Writes `containers.conf` into a folder, for CONTAINERS_CONF; nothing in /etc is touched. Gives its path. */
export async function writeContainersConf(directory: string, path: string): Promise<string> {
  const file = join(directory, "containers.conf");
  await mkdir(directory, { recursive: true });
  await writeFile(file, formatContainersConf(await containersConfFacts(path)));
  return file;
}
