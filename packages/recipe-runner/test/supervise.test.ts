import { describe, expect, it } from "vitest";
import type { PhaseEnd, RunningPhase } from "../src/runners/runner.js";
import { cancelled, PhaseWatch } from "../src/supervise.js";
import { newRunner, scriptRun } from "./support/runners.js";

const limits = { memoryMiB: 64, cpus: 1, pids: 64, wallSeconds: 60, silenceSeconds: 60 };
const now = (): Date => new Date();

async function supervise(script: string, changes: object = {}, signal?: AbortSignal): Promise<void> {
  const watch = new PhaseWatch(() => undefined);
  const run = scriptRun(script);
  const running = await newRunner("host").start({ ...run, cwd: run.work }, watch.sink);
  try {
    await watch.supervise(running, { phase: "build", limits: { ...limits, ...changes }, now, signal });
  } finally {
    await running.remove();
  }
}

describe("PhaseWatch", () => {
  it("waits for a phase that ends well", async () => {
    await expect(supervise("echo done")).resolves.toBeUndefined();
  });

  it("says with which exit code a phase failed", async () => {
    const failing = supervise("exit 3");
    await expect(failing).rejects.toMatchObject({
      code: "ERR_RECIPE_BUILD",
      phase: "build",
      failureClass: "build",
    });
    await expect(failing).rejects.toThrow(/exit code 3/);
  });

  it("ends what takes too long, though it talks", async () => {
    const running = supervise("while :; do echo on; sleep 0.1; done", { wallSeconds: 1 });
    await expect(running).rejects.toMatchObject({ code: "ERR_RECIPE_TIMEOUT" });
  });

  it("ends what is silent, and lets go on what talks now and then", async () => {
    await expect(supervise("sleep 50", { silenceSeconds: 1 })).rejects.toMatchObject({
      code: "ERR_RECIPE_SILENT",
    });
    const script = "for i in 1 2 3 4 5; do sleep 0.5; echo $i; done";
    await expect(supervise(script, { silenceSeconds: 2 })).resolves.toBeUndefined();
  });

  it("tells from a compiler's words that memory was short", async () => {
    const script = "echo 'g++: fatal error: Killed signal terminated program cc1plus' >&2; exit 2";
    await expect(supervise(script)).rejects.toMatchObject({ code: "ERR_RECIPE_MEMORY" });
  });

  it("ends a phase when the signal fires, even one that had fired before", async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error("enough")), 300);
    await expect(supervise("sleep 50", {}, controller.signal)).rejects.toMatchObject({
      code: "ERR_RECIPE_CANCELLED",
      failureClass: "cancelled",
      cause: new Error("enough"),
    });
    await expect(supervise("sleep 50", {}, controller.signal)).rejects.toMatchObject({
      code: "ERR_RECIPE_CANCELLED",
    });
  });

  it("counts the time that an adopted phase had run before", async () => {
    let end: (end: PhaseEnd) => void = () => undefined;
    const running: RunningPhase = {
      startedAt: new Date(Date.now() - 61_000),
      ended: new Promise((resolve) => {
        end = resolve;
      }),
      stop: async () => end({ exitCode: 137, killed: false }),
      remove: async () => undefined,
    };
    const watching = new PhaseWatch(() => undefined).supervise(running, { phase: "build", limits, now });
    await expect(watching).rejects.toMatchObject({ code: "ERR_RECIPE_TIMEOUT" });
  });
});

it("cancelled keeps the signal's reason", () => {
  expect(cancelled("build", "why")).toMatchObject({ cause: "why", phase: "build" });
});
