import type { HostToolchain } from "./host-toolchain.js";
import type { PhaseRun } from "./runner.js";

/** Labels by which containers are found again. */
export const LEASE_LABEL = "nodewright.lease";
export const PHASE_LABEL = "nodewright.phase";

export interface ContainerUser {
  readonly uid: number;
  readonly gid: number;
}

export interface ContainerSettings {
  readonly engine: "podman" | "docker";
  readonly image: string;
  /** The tools of this machine, for a base without any. */
  readonly toolchain: HostToolchain | undefined;
  /** Whom a phase runs as: not root, and the owner of the folders that it writes to. */
  readonly user: ContainerUser;
  /** The engine does not run as root, and its containers' users are not this machine's. */
  readonly isRootless: boolean;
  /** How many processors there are: no engine gives more. */
  readonly processors: number;
}

export function containerName({ lease, phase }: Pick<PhaseRun, "lease" | "phase">): string {
  return `nodewright-${lease}-${phase}`;
}

/** The arguments of `podman run` and `docker run` for a phase. */
export function containerArguments(run: PhaseRun, settings: ContainerSettings): string[] {
  const { engine, image, toolchain, user, isRootless, processors } = settings;
  const { lease, phase, limits, network, mounts, env, cwd, command, writableRoot } = run;
  const volume = (from: string, to: string, mode: string): string[] => ["--volume", `${from}:${to}:${mode}`];
  return [
    ...["run", "--detach", "--pull=never", "--name", containerName(run), "--hostname", "nodewright"],
    ...["--label", `${LEASE_LABEL}=${lease}`, "--label", `${PHASE_LABEL}=${phase}`],
    ...(engine === "podman" ? ["--log-driver", "k8s-file", "--security-opt", "label=disable"] : []),
    ...(network ? [] : ["--network", "none"]),
    ...(writableRoot ? [] : ["--read-only", "--tmpfs", "/tmp:rw,exec,mode=1777"]),
    ...["--cap-drop", "ALL", "--security-opt", "no-new-privileges"],
    ...["--memory", `${limits.memoryMiB}m`, "--memory-swap", `${limits.memoryMiB}m`],
    ...["--cpus", String(Math.min(limits.cpus, processors)), "--pids-limit", String(limits.pids)],
    ...(isRootless && engine === "podman" ? ["--userns", "keep-id"] : []),
    ...(writableRoot ? [] : ["--user", `${user.uid}:${user.gid}`, "--workdir", cwd]),
    ...(toolchain?.paths ?? []).flatMap((path) => volume(path, path, "ro")),
    ...mounts.flatMap(({ from, to, writable }) => volume(from, to, writable ? "rw" : "ro")),
    ...Object.entries(env).flatMap(([key, value]) => ["--env", `${key}=${value}`]),
    image,
    ...command,
  ];
}
