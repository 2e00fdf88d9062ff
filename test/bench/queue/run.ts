import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type JobQueue, openQueue } from "@nodewright/build-queue";
import { median } from "../support/measure.ts";

const JOBS = 2_000;
const TARGETS = ["linux-x64-musl", "linux-arm64-musl", "linux-armv6l"];

/**
 * Jobs leased and completed in a second by processes that share a queue, each call a transaction; and the queries of
 * a web page over 10,000 jobs. Usage: node bench/queue/run.ts [rounds] [--postgres <url of an empty database>]
 */
async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { postgres: { type: "string" } },
  });
  const rounds = Number(positionals[0] ?? 3);
  const folder = mkdtempSync(join(tmpdir(), "nodewright-bench-"));
  const urls = { SQLite: join(folder, "queue.db"), ...(values.postgres && { PostgreSQL: values.postgres }) };
  try {
    for (const [engine, url] of Object.entries(urls)) await reportPages(engine, url);
    console.log("\n| engine | workers | slots | jobs a second | range |\n| --- | --- | --- | --- | --- |");
    for (const [engine, url] of Object.entries(urls)) {
      for (const [workers, slots] of [
        [1, 1],
        [4, 1],
        [4, 8],
      ] as const) {
        const rates: number[] = [];
        for (let round = 0; round < rounds; round += 1) rates.push(await rate(url, workers, slots));
        const range = `${Math.round(Math.min(...rates))}–${Math.round(Math.max(...rates))}`;
        console.log(`| ${engine} | ${workers} | ${slots} | ${Math.round(median(rates))} | ${range} |`);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** From the first lease to the last completion, over all workers. */
async function rate(url: string, workers: number, slots: number): Promise<number> {
  const queue = await openQueue({ url });
  const run = crypto.randomUUID();
  await queue.push(
    Array.from({ length: JOBS }, (_, index) => ({ key: `${run}/${index}`, kind: "build", requires: [run] })),
  );
  await queue.close();
  const children = Array.from({ length: workers }, (_, index) =>
    fork(join(import.meta.dirname, "work.ts"), [url, `w${index}`, String(slots), run]),
  );
  await Promise.all(children.map((child) => once(child, "message")));
  const started = performance.now();
  const results = await Promise.all(children.map(work));
  const seconds = (performance.now() - started) / 1_000;
  const done = results.reduce((sum, result) => sum + result, 0);
  if (done !== JOBS) throw new Error(`${done} of ${JOBS} jobs were done`);
  return done / seconds;
}

async function work(child: ChildProcess): Promise<number> {
  const answer = once(child, "message");
  child.send("go");
  const [{ done }] = await answer;
  return done;
}

async function reportPages(engine: string, url: string): Promise<void> {
  const queue = await openQueue({ url });
  for (let count = 0; count < 10_000; count += 1_000) await pushPage(queue, count);
  const pages: Readonly<Record<string, () => Promise<unknown>>> = {
    "counts by group": () => queue.counts("group"),
    "100 newest": () => queue.list(),
    "100 in line": () => queue.list({ order: "queue", states: ["queued"] }),
    "100 by text": () => queue.list({ text: "linux-x64-musl" }),
    "100 subjects": () => queue.list({ subjects: hundredSubjects(), limit: 300 }),
    "all 10,000": () => queue.list({ limit: 10_000 }),
  };
  for (const [name, read] of Object.entries(pages)) {
    const times: number[] = [];
    await read();
    for (let round = 0; round < 20; round += 1) {
      const started = performance.now();
      await read();
      times.push(performance.now() - started);
    }
    console.log(`${engine}, 10,000 jobs, ${name}: ${median(times).toFixed(1)} ms`);
  }
  await queue.close();
}

function hundredSubjects(): string[] {
  return Array.from({ length: 100 }, (_, index) => `v${Math.floor(index / 3)}.0.0 ${TARGETS[index % 3]}`);
}

async function pushPage(queue: JobQueue, from: number): Promise<void> {
  await queue.push(
    Array.from({ length: 1_000 }, (_, index) => {
      const subject = `v${Math.floor((from + index) / 30)}.0.0 ${TARGETS[index % 3]}`;
      return {
        key: `page/${from + index}`,
        kind: "build",
        subject,
        group: `recipe-${index % 12}`,
        requires: ["nobody"],
      };
    }),
  );
}

await main();
