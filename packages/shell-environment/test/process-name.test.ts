import { expect, it } from "vitest";
import { processName } from "../src/process-name.js";

it("processName tells a process of this system, and nothing of one that is not there", async () => {
  expect(await processName(process.pid, process.platform)).toMatch(/node|vitest|MainThread/i);
  expect(await processName(2 ** 30, process.platform)).toBeUndefined();
  expect(await processName(1, "win32")).toBeUndefined();
});
