import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it } from "vitest";
import { killProcess } from "../../src/runners/kill-process.js";

it("ends a process, and a second time does nothing", async () => {
  const child = spawn("sleep", ["60"]);
  await once(child, "spawn");
  const exit = once(child, "exit");
  killProcess(child.pid ?? 0);
  expect(await exit).toEqual([null, "SIGKILL"]);
  killProcess(child.pid ?? 0);
});
