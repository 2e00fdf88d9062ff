import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { endGroupOn } from "../src/end-group.js";

/** A shell in a group of its own, with a child that it waits for; `out` is the child's process id. */
async function group(script: string) {
  const child = spawn("sh", ["-c", script], { detached: true, stdio: ["ignore", "pipe", "inherit"] });
  const [out] = await once(child.stdout, "data");
  return { child, pid: Number(String(out)) };
}

test("ends all of the group when the signal fires", async () => {
  const { child, pid } = await group("sleep 600 & echo $!; wait");
  const stop = new AbortController();
  const forget = endGroupOn(stop.signal, child);
  stop.abort();
  expect(await once(child, "exit")).toEqual([null, "SIGTERM"]);
  forget();
  await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
});

test("ends what outlives its leader", async () => {
  const { child, pid } = await group(`sh -c 'trap "" TERM; echo $$; while :; do sleep 0.05; done' & wait`);
  const stop = new AbortController();
  const forget = endGroupOn(stop.signal, child);
  stop.abort();
  await once(child, "exit");
  expect(isAlive(pid)).toBe(true);
  forget();
  await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
});

test("touches nothing without the signal", async () => {
  const { child, pid } = await group("sleep 600 & echo $!");
  const forget = endGroupOn(new AbortController().signal, child);
  await once(child, "exit");
  forget();
  expect(isAlive(pid)).toBe(true);
  process.kill(pid);
});

/** Whoever is dead and not yet buried by init does not count. */
function isAlive(pid: number): boolean {
  const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" });
  return /^[^Z]/.test(stdout);
}
