import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterEach, describe, expect, inject, it } from "vitest";
import { type JobQueue, openQueue, type Transition } from "../../src/index.js";
import { poolDriver } from "../../src/pg-boss/pg-connections.js";
import { onEveryEngine } from "../support/engines.js";
import { request } from "../support/jobs.js";

const LABEL = "conformance";
const WORKER = join(import.meta.dirname, "../support/worker-process.ts");
const postgres = inject("postgres");

interface Place {
  readonly url: string;
  readonly remove: () => Promise<void>;
}

function sqlitePlace(): Place {
  const folder = mkdtempSync(join(tmpdir(), "queue-"));
  return {
    url: join(folder, "queue.db"),
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

function postgresPlace(): Place {
  return {
    url: `postgres://${postgres?.user}@/${postgres?.database}?host=${postgres?.host}`,
    remove: async () => {
      const driver = poolDriver({ ...postgres }, "public");
      await driver.query("DROP SCHEMA nodewright CASCADE; DROP SCHEMA nodewright_boss CASCADE");
      await driver.close();
    },
  };
}

const PLACES: readonly (readonly [string, () => Place])[] = [
  ["SQLite", sqlitePlace],
  ...(postgres === undefined ? [] : [["pg-boss on PostgreSQL", postgresPlace] as const]),
];

async function workAll(queue: JobQueue, name: string): Promise<string[]> {
  const done: string[] = [];
  for (let pushed = 0; ; ) {
    const keys = Array.from({ length: Math.min(100, 1_000 - pushed) }, () => `${name}/${pushed++}`);
    await queue.push(keys.map((key) => request(key)));
    const leases = await queue.lease({
      worker: name,
      labels: [],
      limit: 1 + Math.floor(Math.random() * 150),
    });
    await queue.completeAll(leases.map((lease) => ({ lease })));
    done.push(...leases.map(({ job }) => job.key));
    if (leases.length === 0 && pushed === 1_000) return done;
  }
}

async function allChanges(queue: JobQueue): Promise<readonly Transition[]> {
  const all: Transition[] = [];
  for (;;) {
    const after = all.at(-1)?.cursor;
    const changes = await queue.changes({ ...(after !== undefined && { after }) });
    if (changes.length === 0) return all;
    all.push(...changes);
  }
}

describe.each(PLACES)("processes that share a queue on %s", (_, makePlace) => {
  const cleanups: (() => Promise<void> | void)[] = [];
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  });

  async function open(): Promise<{ readonly queue: JobQueue; readonly url: string }> {
    const place = makePlace();
    cleanups.push(place.remove);
    const queue = await openQueue({ url: place.url });
    cleanups.push(() => queue.close());
    return { queue, url: place.url };
  }

  function start(role: string, url: string, name: string, size = 0): ChildProcess {
    const child = fork(WORKER, [role, url, name, String(size)], { stdio: "inherit" });
    cleanups.push(() => void child.kill("SIGKILL"));
    return child;
  }

  it("lose nothing and do nothing twice: 3 of them, 1,000 jobs each", { timeout: 300_000 }, async () => {
    const { queue, url } = await open();
    const children = ["one", "two", "three"].map((name) => start("pushAndWork", url, name, 1_000));
    const reports = await Promise.all(
      children.map(async (child) => (await once(child, "message"))[0] as string[]),
    );
    const keys = reports.flat();
    expect(keys).toHaveLength(3_000);
    expect(new Set(keys).size).toBe(3_000);
    expect(await queue.counts()).toEqual([{ value: "", state: "succeeded", count: 3_000 }]);
    const changes = await allChanges(queue);
    expect(changes).toHaveLength(9_000);
    expect(changes.filter(({ to, token }) => to === "succeeded" && token === 1)).toHaveLength(3_000);
  });

  it("may be killed at any moment: every job ends once", { timeout: 300_000 }, async () => {
    const { queue, url } = await open();
    const retry = { lost: { retries: 1_000 } };
    const builds = Array.from({ length: 300 }, (__, index) => `build-${index}`);
    await queue.push(builds.map((key) => request(key, { requires: [LABEL], retry })));
    await queue.push(
      builds.map((key) => request(`promote-${key}`, { requires: [LABEL], retry, needs: [key] })),
    );
    let kills = 0;
    const keepAlive = async (name: string): Promise<void> => {
      for (let life = 0; ; life += 1) {
        const child = start("workSlowly", url, `${name}-${life}`);
        const exit = once(child, "exit");
        await once(child, "message");
        const timeMs = kills < 12 ? 100 + Math.random() * 1_500 : 300_000;
        await Promise.race([exit, setTimeout(timeMs, undefined, { ref: false })]);
        if (child.exitCode === null) {
          child.kill("SIGKILL");
          kills += 1;
        }
        const [code] = await exit;
        if (code === 0) return;
      }
    };
    await Promise.all([keepAlive("a"), keepAlive("b"), keepAlive("c")]);
    expect(kills).toBeGreaterThanOrEqual(5);
    expect(await queue.counts()).toEqual([{ value: "", state: "succeeded", count: 600 }]);
    const ends = (await allChanges(queue)).filter(({ to }) => to === "succeeded");
    expect(new Set(ends.map(({ key }) => key)).size).toBe(600);
    expect(ends).toHaveLength(600);
  });

  it("are refused when they come back with a job that another has", async () => {
    const { queue, url } = await open();
    await queue.push([request("a", { requires: [LABEL] })]);
    const child = start("holdOne", url, "sleeper");
    await once(child, "message");
    await setTimeout(60);
    const [lease] = await queue.lease({ worker: "other", labels: [LABEL] });
    expect(lease).toMatchObject({ token: 2, job: { key: "a" } });
    const answer = once(child, "message");
    child.send("complete it now");
    expect((await answer)[0]).toBe("ERR_QUEUE_LEASE_LOST");
    expect(await queue.find("a")).toMatchObject({ state: "leased", worker: "other" });
  });
});

// PGlite is in one process alone.
onEveryEngine("workers in one process", (open) => {
  it("lose nothing and do nothing twice: 3 of them, 1,000 jobs each", { timeout: 300_000 }, async () => {
    const queue = await open();
    const reports = await Promise.all(["one", "two", "three"].map((name) => workAll(queue, name)));
    expect(new Set(reports.flat()).size).toBe(3_000);
    expect(reports.flat()).toHaveLength(3_000);
    expect(await queue.counts()).toEqual([{ value: "", state: "succeeded", count: 3_000 }]);
  });
});
