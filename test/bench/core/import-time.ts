import { spawnSync } from "node:child_process";
import { median } from "../support/measure.ts";
import type { Figure } from "./figure.ts";

const ROUNDS = 31;

/** A process that imports both packages against one that imports nothing, in turn: the medians' difference. */
export function importFigures(): readonly Figure[] {
  const both = ["@nodewright/target-triple", "@nodewright/abi-resolver"]
    .map((name) => `import ${JSON.stringify(import.meta.resolve(name))};`)
    .join("");
  const plain: number[] = [];
  const importing: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    plain.push(timeOf("0;"));
    importing.push(timeOf(both));
  }
  return [
    {
      name: `import of target-triple + abi-resolver (median of ${ROUNDS} processes over plain node)`,
      ours: median(importing) - median(plain),
      unit: "ms",
      bar: { atMost: 5 },
    },
  ];
}

function timeOf(code: string): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", code], {
    encoding: "utf8",
  });
  const elapsed = performance.now() - start;
  if (status !== 0) throw new Error(`node exited with ${status}: ${stderr}`);
  return elapsed;
}
