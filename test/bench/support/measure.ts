import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";

/** One way of doing the same job; `prepare` runs before each round and is not timed. */
export interface Contender {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly env?: Readonly<Record<string, string>>;
  readonly prepare?: () => void;
  /** Throws when the job was not done. */
  readonly check?: () => void;
}

export interface Measured {
  readonly name: string;
  readonly wallMs: readonly number[];
  readonly cpuMs: readonly number[];
  readonly peakMiB: readonly number[];
}

/**
 * Whole processes, taken in turn (A B C, A B C, …) after one round that does not count. CPU and memory come from
 * GNU time, of the process and the children that it waited for.
 */
export async function measure(contenders: readonly Contender[], rounds: number): Promise<Measured[]> {
  const results = contenders.map(({ name }) => ({
    name,
    wallMs: [] as number[],
    cpuMs: [] as number[],
    peakMiB: [] as number[],
  }));
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, contender] of contenders.entries()) {
      const sample = await runOnce(contender);
      const result = results[index];
      if (round === 0 || result === undefined) continue;
      result.wallMs.push(sample.wallMs);
      result.cpuMs.push(sample.cpuMs);
      result.peakMiB.push(sample.peakMiB);
    }
  }
  return results;
}

interface Sample {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly peakMiB: number;
}

async function runOnce({ name, command, env, prepare, check }: Contender): Promise<Sample> {
  prepare?.();
  const started = performance.now();
  const child = spawn("/usr/bin/time", ["-f", "%U %S %M", ...command], {
    env: { PATH: "/usr/bin:/bin", ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const [stderr, [status]] = await Promise.all([text(child.stderr), once(child, "exit")]);
  const wallMs = performance.now() - started;
  if (status !== 0) throw new Error(`${name} exited with ${status}\n${stderr}`);
  check?.();
  const [user = 0, system = 0, peakKiB = 0] = (stderr.trim().split("\n").at(-1) ?? "").split(" ").map(Number);
  return { wallMs, cpuMs: (user + system) * 1000, peakMiB: peakKiB / 1024 };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** A Markdown table: medians, range of the wall time, and the ratio to the contender named first. */
export function report(results: readonly Measured[]): string {
  const base = median(results[0]?.wallMs ?? []);
  const rows = results.map(({ name, wallMs, cpuMs, peakMiB }) => {
    const wall = median(wallMs);
    const range = `${seconds(Math.min(...wallMs))}–${seconds(Math.max(...wallMs))}`;
    const cells = [
      name,
      `${seconds(wall)} (${range})`,
      seconds(median(cpuMs)),
      median(peakMiB).toFixed(0),
      (base / wall).toFixed(2),
    ];
    return `| ${cells.join(" | ")} |`;
  });
  return [
    "| what | wall s, median (range) | CPU s | peak MiB | first ÷ this |",
    "| --- | --- | --- | --- | --- |",
    ...rows,
  ].join("\n");
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(2);
}
