import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createBubblewrapRunner } from "../../src/runners/bubblewrap-runner.js";
import { leastData, recipeOf } from "../support/recipes.js";
import { lacks, newRunner, runScript, scriptRun } from "../support/runners.js";
import { tempDir } from "../support/temporary.js";

const options = { log: () => undefined };

describe.skipIf(lacks.bubblewrap)("the bubblewrap runner (skipped without bwrap)", () => {
  const run = (script: string, changes: object = {}) => runScript(newRunner("bubblewrap"), script, changes);

  it("shows the machine's tools and no user's files", async () => {
    const { exitCode, output } = await run("ls / && ls /home /root 2>&1; true");
    expect(exitCode).toBe(0);
    expect(output).toMatch(/^usr$/m);
    expect(output).toMatch(/No such file/);
  });

  it("writes to its folders alone", async () => {
    const work = tempDir();
    const script = "echo yes >/work/file; touch /usr/x /etc/x /x; true";
    const { output } = await run(script, { mounts: [{ from: work, to: "/work", writable: true }] });
    expect(output.match(/Read-only file system/g)).toHaveLength(3);
    expect(readFileSync(join(work, "file"), "utf8")).toBe("yes\n");
  });

  it("does not write to a folder that is read-only", async () => {
    const recipe = tempDir();
    writeFileSync(join(recipe, "build.sh"), "");
    const mounts = [{ from: recipe, to: "/work", writable: false }];
    expect((await run("echo evil >/work/build.sh", { mounts })).exitCode).not.toBe(0);
  });

  it("has no capabilities, no network and no way to more", async () => {
    const { output } = await run("cat /proc/self/status /proc/net/dev");
    expect(output).toMatch(/^CapEff:\t0+$/m);
    expect(output).toMatch(/^NoNewPrivs:\t1$/m);
    expect(output.match(/^ *\w+:(?= *\d)/gm)?.map((line) => line.trim())).toEqual(["lo:"]);
  });

  it("has a network where the phase asks for one", async () => {
    const lines = readFileSync("/proc/net/dev", "utf8").split("\n").length;
    const { output } = await run("cat /proc/net/dev", { network: true });
    expect(output.split("\n")).toHaveLength(lines);
  });

  it("ends with everything that it has started", async () => {
    const log: string[] = [];
    const running = await newRunner("bubblewrap").start(
      scriptRun("setsid sh -c 'while :; do echo on; sleep 0.1; done' & sleep 60"),
      ({ text }) => log.push(text),
    );
    await expect.poll(() => log.length).toBeGreaterThan(1);
    await running.stop();
    await running.remove();
    expect(await running.ended).toMatchObject({ killed: false });
    const { length } = log;
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(log).toHaveLength(length);
  });

  it("has no images", async () => {
    const base = { kind: "image", image: "alpine:3.23", digest: `sha256:${"0".repeat(64)}` };
    const preparing = newRunner("bubblewrap").prepareBase(recipeOf(leastData({ base })), options);
    await expect(preparing).rejects.toMatchObject({ code: "ERR_RECIPE_RUNNER" });
  });
});

it("says what to install where bwrap is missing", async () => {
  const runner = createBubblewrapRunner({ env: { PATH: tempDir() }, now: () => new Date() });
  await expect(runner.version()).rejects.toThrow("bubblewrap is not installed");
});
