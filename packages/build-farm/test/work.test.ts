import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createKeyring, verifyShasums } from "@nodewright/gpg-verify";
import { describe, expect, it } from "vitest";
import { keyFiles } from "../src/create-farm.js";
import { pushRelease } from "../src/push-release.js";
import { ownLabels, type WorkEvent, work } from "../src/work.js";
import { isIdle, lacksCompiler, startFarm, type TestFarm } from "./support/farms.js";
import { rowOf } from "./support/upstream.js";

const version = "v24.1.0";

async function run({ farm }: TestFarm, more: object = {}): Promise<WorkEvent[]> {
  const events: WorkEvent[] = [];
  await work(farm, {
    worker: "test",
    slots: 3,
    labels: [],
    until: () => isIdle(farm.queue),
    signal: new AbortController().signal,
    onEvent: (event) => events.push(event),
    pollMs: 50,
    ...more,
  });
  return events;
}

describe.skipIf(lacksCompiler)("work", () => {
  it("builds, validates and publishes every target of a version, once", { timeout: 120_000 }, async () => {
    const test = await startFarm();
    const { farm, upstream, root } = test;
    await upstream.publish(version);
    const row = rowOf(version, { lts: "Krypton", date: "2026-05-06" });
    await pushRelease(farm, { version, row });
    await run(test);
    const { jobs } = await farm.queue.list({ limit: 100 });
    expect(
      jobs.map(({ key, state, reason }) => [key, state, reason]).filter(([, state]) => state !== "succeeded"),
    ).toEqual([]);
    expect(jobs).toHaveLength(10);
    const folder = join(root, "download/release", version);
    const keyring = createKeyring(readFileSync(join(root, keyFiles.publicKey)));
    const verdict = await verifyShasums(
      { clearsigned: readFileSync(join(folder, "SHASUMS256.txt.asc")) },
      { keyring, version },
    );
    if (verdict.verdict !== "valid") throw new Error(verdict.reason);
    const slug = `linux-${process.arch}`;
    const names = [`${slug}-pointer-compression`, slug, "headers"].flatMap((rest) =>
      ["gz", "xz"].map((form) => `node-${version}-${rest}.tar.${form}`),
    );
    expect([...verdict.shasums.keys()].sort()).toEqual(names.sort());
    const [indexed] = JSON.parse(readFileSync(join(root, "download/release/index.json"), "utf8"));
    expect(indexed).toMatchObject({
      version,
      date: "2026-05-06",
      lts: "Krypton",
      modules: "137",
      v8: "0.0.0-stand-in",
    });
    expect(readdirSync(join(root, "work"))).toEqual([]);
    expect(await pushRelease(farm, { version, row })).toEqual(
      expect.arrayContaining([expect.objectContaining({ created: false })]),
    );
    expect(await isIdle(farm.queue)).toBe(true);
  });

  it("publishes nothing of a build that fails or is refused, and all of the others", {
    timeout: 120_000,
  }, async () => {
    const test = await startFarm();
    const { farm, upstream, root } = test;
    await upstream.publish(version);
    const { copyRecipe } = await import("./support/farms.js");
    const outputs = ["gz", "xz"].map((form) => `node-{version}-linux-riscv64.tar.${form}`);
    const cross = { target: "linux-riscv64-glibc", destCpu: "riscv64", arch: "riscv64", outputs };
    // Calls itself riscv64, and is a program for this machine.
    copyRecipe(root, "wrong-target", { ...cross, smoke: [] });
    copyRecipe(root, "broken", cross, "#!/bin/sh\necho 'node.cc:1: error: no' >&2\nexit 1\n");
    await pushRelease(farm, { version, recipes: ["wrong-target", "broken", "stand-in-headers"] });
    const events = await run(test);
    const failed = events.flatMap((event) =>
      event.kind === "failed" ? [[event.job.kind, event.job.group, event.job.failureClass]] : [],
    );
    expect(failed.sort()).toEqual([
      ["build", "broken", "build"],
      ["validate", "wrong-target", "build"],
    ]);
    expect(JSON.parse(readFileSync(join(root, "download/release/index.json"), "utf8"))[0].files).toEqual([
      "headers",
    ]);
    const [logs = ""] = readdirSync(join(root, "logs"));
    expect(readFileSync(join(root, "logs", logs, "broken.log"), "utf8")).toContain("node.cc:1: error: no");
    expect(readFileSync(join(root, "logs", logs, "wrong-target.validate.log"), "utf8")).toContain(
      '"rule": "header"',
    );
  });

  it("hands back what runs when it is stopped, and another worker goes on", {
    timeout: 120_000,
  }, async () => {
    const test = await startFarm();
    const { farm, upstream, root } = test;
    await upstream.publish(version);
    const { copyRecipe } = await import("./support/farms.js");
    const script = readFileSync(join(root, "recipes/stand-in/build.sh"), "utf8");
    copyRecipe(root, "stand-in", {}, `${script}[ -e ${root}/go ] || sleep 60\n`);
    await pushRelease(farm, { version, recipes: ["stand-in"] });
    const stop = new AbortController();
    await run(test, {
      signal: stop.signal,
      onEvent: ({ kind, job }: { kind: string; job: { kind: string } }) =>
        kind === "started" && job.kind === "build" && setTimeout(() => stop.abort(), 500),
    });
    const { jobs } = await farm.queue.list({ kinds: ["build"] });
    expect(jobs.map(({ state, attempts, failures }) => [state, attempts, failures])).toEqual([
      ["queued", 1, {}],
    ]);
    const { writeFileSync } = await import("node:fs");
    writeFileSync(join(root, "go"), "");
    await run(test);
    expect(readdirSync(join(root, "download/release", version))).toContain("SHASUMS256.txt");
  });

  it("takes nothing while the disk is full, and says so", async () => {
    const test = await startFarm({ minFreeBytes: 1e18 });
    await pushRelease(test.farm, { version });
    const stop = new AbortController();
    const events = await run(test, { until: undefined, signal: stop.signal, onEvent: () => stop.abort() });
    expect(events).toEqual([]);
    expect(await isIdle(test.farm.queue)).toBe(false);
  });

  it("promotes only where the keys are", async () => {
    const { farm } = await startFarm();
    expect(await ownLabels(farm)).toEqual(
      expect.arrayContaining(["os=linux", `arch=${process.arch}`, "promote"]),
    );
    expect(await ownLabels({ ...farm, keys: async () => undefined })).not.toContain("promote");
  });
});
