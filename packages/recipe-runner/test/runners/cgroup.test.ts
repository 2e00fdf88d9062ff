import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it, onTestFinished } from "vitest";
import { type Cgroup, createCgroup } from "../../src/runners/cgroup.js";
import { newLease } from "../support/runners.js";

const limits = { memoryMiB: 64, cpus: 1, pids: 20, wallSeconds: 60, silenceSeconds: 60 };

async function newGroup(changes: object = {}): Promise<Cgroup> {
  const group = await createCgroup(`nodewright-${newLease()}`, { ...limits, ...changes });
  onTestFinished(group.remove);
  return group;
}

const { limits: kept } = await (async () => {
  const group = await createCgroup(`nodewright-${newLease()}-probe`, limits);
  await group.remove();
  return group;
})();
const isOptional = !process.env.CI;

function run({ wrap }: Cgroup, script: string): ReturnType<typeof spawnSync> {
  const [command, ...args] = wrap(["sh", "-c", script]);
  return spawnSync(command, args, { encoding: "utf8" });
}

describe("createCgroup", () => {
  it.skipIf(isOptional && !kept.memory)("bounds memory (skipped where groups cannot be made)", async () => {
    const group = await newGroup();
    expect(run(group, "head -c 16M /dev/zero | tail | wc -c").status).toBe(0);
    const { stdout, stderr } = run(group, "head -c 300M /dev/zero | tail | wc -c");
    expect(`${stdout}${stderr}`).not.toContain("314572800");
  });

  it.skipIf(isOptional && !kept.pids)("bounds processes (skipped where groups cannot be made)", async () => {
    const group = await newGroup();
    const { stderr } = run(group, "for i in $(seq 50); do sleep 1 & done; wait");
    expect(String(stderr)).toMatch(/fork|Resource temporarily unavailable/i);
  });

  it.skipIf(isOptional && !kept.pids)("kills all members (skipped where groups cannot be made)", async () => {
    const group = await newGroup();
    const [command, ...args] = group.wrap(["sh", "-c", "setsid sleep 60 & sleep 60"]);
    const child = spawn(command, args);
    await once(child, "spawn");
    await new Promise((resolve) => setTimeout(resolve, 200));
    const exit = once(child, "exit");
    await group.kill();
    expect((await exit)[1]).toBe("SIGKILL");
  });

  it("wraps a command that runs as it would without", async () => {
    expect(run(await newGroup(), 'echo "$0 $*"').stdout).toBe("sh \n");
  });
});
