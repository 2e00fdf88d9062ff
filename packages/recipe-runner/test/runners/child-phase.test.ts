import { expect, it } from "vitest";
import { startChildPhase } from "../../src/runners/child-phase.js";
import type { LogChunk } from "../../src/runners/runner.js";

const options = {
  phase: "build",
  env: { PATH: process.env.PATH ?? "" },
  cwd: "/",
  log: () => undefined,
  now: () => new Date(0),
  killRest: async () => undefined,
  cleanUp: async () => undefined,
};

it("streams both outputs", async () => {
  const chunks: LogChunk[] = [];
  const command = ["sh", "-c", "echo out; echo err >&2"] as const;
  const running = await startChildPhase({ ...options, command, log: (chunk) => chunks.push(chunk) });
  expect(await running.ended).toEqual({ exitCode: 0, killed: false });
  expect(running.startedAt).toEqual(new Date(0));
  expect(chunks).toContainEqual({ phase: "build", stream: "stdout", text: "out\n" });
  expect(chunks).toContainEqual({ phase: "build", stream: "stderr", text: "err\n" });
});

it("tells a stop from a kill by the kernel", async () => {
  const killed = await startChildPhase({ ...options, command: ["sh", "-c", "kill -9 $$"] });
  expect(await killed.ended).toEqual({ exitCode: 137, killed: true });
  const stopped = await startChildPhase({ ...options, command: ["sleep", "60"] });
  await stopped.stop();
  expect(await stopped.ended).toEqual({ exitCode: 137, killed: false });
});

it("fails where the program is missing", async () => {
  await expect(startChildPhase({ ...options, command: ["no-such-program"] })).rejects.toMatchObject({
    code: "ERR_RECIPE_RUNNER",
  });
});
