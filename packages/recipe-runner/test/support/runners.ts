import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { createRunner } from "../../src/runners/open-runner.js";
import type { LogChunk, PhaseEnd, PhaseRun, Runner, RunnerName } from "../../src/runners/runner.js";
import { tempDir } from "./temporary.js";

const has = (tool: string): boolean => spawnSync(tool, ["--version"]).status === 0;
const isOptional = !process.env.CI;

/** Whether tests of a runner are to be skipped: it is not installed, and this is not continuous integration. */
export const lacks: Readonly<Record<"podman" | "docker" | "bubblewrap" | "compiler" | "busybox", boolean>> = {
  podman: isOptional && !has("podman"),
  docker: isOptional && !has("docker"),
  bubblewrap: isOptional && !has("bwrap"),
  // Static, so that an image needs nothing else.
  busybox: isOptional && spawnSync("/bin/busybox", ["true"]).status !== 0,
  compiler: isOptional && !["g++", "make", "xz"].every(has),
};

export function newRunner(name: RunnerName): Runner {
  return createRunner(name, { env: process.env, settings: tempDir(), now: () => new Date() });
}

let count = 0;
export const newLease = (): string => `test-${process.pid}-${++count}`;

export interface ScriptEnd extends PhaseEnd {
  readonly output: string;
}

/** A phase that is a line of shell, with an empty folder to write to at /work. */
export function scriptRun(
  script: string,
  changes: Partial<PhaseRun> = {},
): PhaseRun & { readonly work: string } {
  const work = join(tempDir(), "work");
  mkdirSync(work);
  return {
    lease: newLease(),
    phase: "build",
    command: ["sh", "-c", script],
    env: { PATH: "/usr/bin:/bin" },
    cwd: "/work",
    mounts: [{ from: work, to: "/work", writable: true }],
    network: false,
    base: { kind: "host" },
    limits: { memoryMiB: 256, cpus: 1, pids: 64, wallSeconds: 60, silenceSeconds: 60 },
    work,
    ...changes,
  };
}

/** Runs a line of shell to its end. */
export async function runScript(
  runner: Runner,
  script: string,
  changes: Partial<PhaseRun> = {},
): Promise<ScriptEnd> {
  const chunks: LogChunk[] = [];
  const running = await runner.start(scriptRun(script, changes), (chunk) => chunks.push(chunk));
  onTestFinished(running.remove);
  const end = await running.ended;
  return { ...end, output: chunks.map(({ text }) => text).join("") };
}
