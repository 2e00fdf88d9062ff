import { existsSync } from "node:fs";
import { mkdir, readFile, rmdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { RecipeLimits } from "../types.js";
import { killProcess } from "./kill-process.js";

/** Which limits the kernel keeps for a group of processes. */
interface KeptLimits {
  readonly memory: boolean;
  readonly cpus: boolean;
  readonly pids: boolean;
}

/** A group of processes with limits. */
export interface Cgroup {
  readonly limits: KeptLimits;
  /** A command that joins the group and becomes the given one. */
  wrap(command: readonly string[]): readonly [string, ...string[]];
  /** Ends every process of the group. */
  kill(): Promise<void>;
  remove(): Promise<void>;
}

interface Controller {
  readonly limit: keyof KeptLimits;
  readonly directory: string;
  /** Files and what to write there; the first is the limit itself, the others may be missing. */
  readonly settings: readonly (readonly [file: string, value: string])[];
}

const ROOT = "/sys/fs/cgroup";
const PERIOD_US = 100_000;
/** A process joins a group by writing 0 there: into what is named before `--`. */
const JOIN = 'while [ "$1" != -- ]; do echo 0 >"$1" || exit 126; shift; done; shift; exec "$@"';

/**
 * Makes a group below that of this process. Where the kernel's groups may not be written to, or on a system without
 * them, it keeps no limits.
 */
export async function createCgroup(name: string, limits: RecipeLimits): Promise<Cgroup> {
  const own = await readFile("/proc/self/cgroup", "utf8").catch(() => "");
  const controllers = existsSync(join(ROOT, "cgroup.controllers"))
    ? await unifiedControllers(own, name, limits)
    : separateControllers(own, name, limits);
  const kept: Controller[] = [];
  for (const controller of controllers) if (await setUp(controller)) kept.push(controller);
  const directories = [...new Set(kept.map(({ directory }) => directory))];
  const joinFiles = directories.map((directory) => join(directory, "cgroup.procs"));
  return {
    limits: {
      memory: kept.some(({ limit }) => limit === "memory"),
      cpus: kept.some(({ limit }) => limit === "cpus"),
      pids: kept.some(({ limit }) => limit === "pids"),
    },
    wrap: (command) => ["sh", "-c", JOIN, "sh", ...joinFiles, "--", ...command],
    kill: () => killMembers(directories),
    remove: async () => {
      for (const directory of directories) await removeGroup(directory);
    },
  };
}

/** cgroup v2: one tree, in which a group with processes cannot hand controllers down, so it may be a sibling. */
async function unifiedControllers(own: string, name: string, limits: RecipeLimits): Promise<Controller[]> {
  const path = /^0::(.*)$/m.exec(own)?.[1] ?? "/";
  const candidates = [join(ROOT, path), dirname(join(ROOT, path))].filter((parent) =>
    parent.startsWith(ROOT),
  );
  for (const parent of candidates) {
    const isDelegated = await write(join(parent, "cgroup.subtree_control"), "+memory +cpu +pids");
    if (!isDelegated) continue;
    const directory = join(parent, name);
    const { memory, cpu, pids } = values(limits);
    return [
      {
        limit: "memory",
        directory,
        settings: [
          ["memory.max", memory],
          ["memory.swap.max", "0"],
        ],
      },
      { limit: "cpus", directory, settings: [["cpu.max", `${cpu} ${PERIOD_US}`]] },
      { limit: "pids", directory, settings: [["pids.max", pids]] },
    ];
  }
  return [];
}

/** cgroup v1: a tree for each controller. */
function separateControllers(own: string, name: string, limits: RecipeLimits): Controller[] {
  const directoryOf = (controller: string): string => {
    const line = own.split("\n").find((it) => it.split(":")[1]?.split(",").includes(controller));
    return join(ROOT, controller, line?.split(":")[2] ?? "/", name);
  };
  const { memory, cpu, pids } = values(limits);
  return [
    {
      limit: "memory",
      directory: directoryOf("memory"),
      settings: [
        ["memory.limit_in_bytes", memory],
        ["memory.memsw.limit_in_bytes", memory],
      ],
    },
    {
      limit: "cpus",
      directory: directoryOf("cpu"),
      settings: [
        ["cpu.cfs_quota_us", cpu],
        ["cpu.cfs_period_us", String(PERIOD_US)],
      ],
    },
    { limit: "pids", directory: directoryOf("pids"), settings: [["pids.max", pids]] },
  ];
}

function values({ memoryMiB, cpus, pids }: RecipeLimits): Record<"memory" | "cpu" | "pids", string> {
  const quota = Math.round(cpus * PERIOD_US);
  return { memory: String(memoryMiB * 1024 * 1024), cpu: String(quota), pids: String(pids) };
}

async function setUp({ directory, settings }: Controller): Promise<boolean> {
  try {
    await mkdir(directory, { recursive: true });
  } catch {
    return false;
  }
  const [main, ...others] = settings;
  if (main === undefined || !(await write(join(directory, main[0]), main[1]))) return false;
  for (const [file, value] of others) await write(join(directory, file), value);
  return true;
}

async function write(path: string, value: string): Promise<boolean> {
  try {
    await writeFile(path, value, { flag: "r+" });
    return true;
  } catch {
    return false;
  }
}

/** Repeated, as a process may start another one in the meantime. */
async function killMembers(directories: readonly string[]): Promise<void> {
  const [directory] = directories;
  if (directory === undefined) return;
  for (let round = 0; round < 100; round++) {
    const pids = (await readFile(join(directory, "cgroup.procs"), "utf8").catch(() => "")).split("\n");
    const members = pids.filter((pid) => pid !== "").map(Number);
    if (members.length === 0) return;
    for (const pid of members) killProcess(pid);
    await delay(10);
  }
}

/** A group can be removed a moment after its last process is gone. */
async function removeGroup(directory: string): Promise<void> {
  for (let round = 0; round < 100 && existsSync(directory); round++) {
    await rmdir(directory).catch(() => delay(20));
  }
}
