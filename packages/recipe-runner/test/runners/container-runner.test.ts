import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { createContainerRunner } from "../../src/runners/container-runner.js";
import { writeContainersConf } from "../../src/runners/containers-conf.js";
import { testRunner } from "../../src/test-runner.js";
import { lacks, newLease, newRunner, runScript, scriptRun } from "../support/runners.js";
import { tempDir } from "../support/temporary.js";

describe.skipIf(lacks.podman)("the podman runner (skipped without podman)", () => {
  const run = (script: string, changes: object = {}) => runScript(newRunner("podman"), script, changes);

  it("isolates: no network, read-only root, no capabilities, a user without rights", async () => {
    const { exitCode, output } = await run(
      "id -u; cat /proc/self/status /proc/net/dev; touch /x /usr/x; touch /tmp/x",
    );
    expect(exitCode).toBe(0);
    expect(output).toMatch(/^CapEff:\t0+$/m);
    expect(output).toMatch(/^NoNewPrivs:\t1$/m);
    expect(output.match(/^ *\w+:(?= *\d)/gm)?.map((line) => line.trim())).toEqual(["lo:"]);
    expect(output.match(/Read-only file system/g)).toHaveLength(2);
    expect(output).not.toMatch(/^0$/m);
  });

  it("bounds memory, and tells", async () => {
    const limits = { memoryMiB: 64, cpus: 1, pids: 64, wallSeconds: 60, silenceSeconds: 60 };
    const end = await run("exec tail /dev/zero", { limits });
    expect(end).toMatchObject({ exitCode: 137, killed: true });
  });

  it("gives what is written to this machine", async () => {
    const work = join(tempDir(), ".");
    await run("echo yes >/work/file", { mounts: [{ from: work, to: "/work", writable: true }] });
    expect(readFileSync(join(work, "file"), "utf8")).toBe("yes\n");
  });

  it("is found again by another process, which gets the whole log and the end", async () => {
    const lease = newLease();
    const first = await newRunner("podman").start(
      scriptRun("echo one; sleep 3; echo two; exit 5", { lease }),
      () => {
        // The first worker has died: nobody reads its log.
      },
    );
    onTestFinished(first.remove);
    let log = "";
    const adopted = await newRunner("podman").adopt(lease, "build", ({ text }) => {
      log += text;
    });
    expect(await adopted?.ended).toEqual({ exitCode: 5, killed: false });
    expect(log).toBe("one\ntwo\n");
    expect(Math.abs((adopted?.startedAt.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
    expect(await newRunner("podman").adopt(newLease(), "build", () => undefined)).toBeUndefined();
  });

  it("ends with everything that it has started", async () => {
    const log: string[] = [];
    const script = "setsid sh -c 'while :; do echo on; sleep 0.1; done' & sleep 60";
    const running = await newRunner("podman").start(scriptRun(script), ({ text }) => log.push(text));
    onTestFinished(running.remove);
    await expect.poll(() => log.length, { timeout: 20_000 }).toBeGreaterThan(1);
    await running.stop();
    expect(await running.ended).toMatchObject({ killed: false });
    const { length } = log;
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(log).toHaveLength(length);
  });
});

describe.skipIf(lacks.podman || lacks.docker)(
  "the docker runner (skipped without docker's client and podman)",
  () => {
    it("holds with a server what podman holds", async () => {
      const folder = tempDir();
      const settings = await writeContainersConf(folder, process.env.PATH ?? "");
      const socket = `unix://${folder}/docker.sock`;
      // podman answers docker's client as well: no server of docker is needed.
      const server = spawn("podman", ["system", "service", "--time=0", socket], {
        env: { ...process.env, CONTAINERS_CONF: settings },
        cwd: folder,
        stdio: "ignore",
      });
      onTestFinished(() => void server.kill("SIGKILL"));
      const docker = createContainerRunner({
        engine: "docker",
        env: { ...process.env, DOCKER_HOST: socket },
      });
      const version = (): Promise<string> => docker.version().catch(() => "");
      await expect.poll(version, { timeout: 20_000, interval: 500 }).toMatch(/^docker \d/);
      const { lacks: missing, problem } = await testRunner(docker, {
        directory: join(folder, "probe"),
        lease: newLease(),
      });
      expect(problem).toBeUndefined();
      expect(missing).toEqual([]);
    });
  },
);

it("says what to do where the engine is missing", async () => {
  const runner = createContainerRunner({ engine: "docker", env: { PATH: tempDir() } });
  await expect(runner.version()).rejects.toThrow("docker is not installed");
});
