import { Bench } from "tinybench";

export interface Contestant {
  readonly name: string;
  /** Does `operations` of what is counted. */
  readonly run: () => void;
  readonly operations: number;
}

/** Operations a second of each contestant, measured in turn by tinybench: the median of its samples. */
export async function opsPerSecond(contestants: readonly Contestant[]): Promise<readonly number[]> {
  const bench = new Bench({ time: 1_000, warmupTime: 300 });
  for (const { name, run } of contestants) bench.add(name, run);
  await bench.run();
  return contestants.map(({ name, operations }) => {
    const result = bench.getTask(name)?.result;
    if (result?.state !== "completed") throw new Error(`${name} was not measured: ${result?.state}`);
    return (operations * 1000) / result.latency.p50;
  });
}

/** Keeps an engine from leaving out work whose result nobody reads. */
export class Sink {
  #seen = 0;

  take(value: unknown): void {
    if (value === undefined) this.#seen++;
  }

  get undefinedCount(): number {
    return this.#seen;
  }
}
