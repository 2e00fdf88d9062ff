import { spawnSync } from "node:child_process";
import { median } from "../support/measure.ts";
import type { Figure } from "./figure.ts";

const ROUNDS = 31;
/** CPU time, not the clock: what else the machine does must not count. */
const REPORT = `process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  console.log((user + system) / 1000);
});`;

/** A process that imports both packages against one that imports nothing, in turn: the medians' difference. */
export function importFigures(): readonly Figure[] {
  const both = ["@nodewright/target-triple", "@nodewright/abi-resolver"]
    .map((name) => `import ${JSON.stringify(import.meta.resolve(name))};`)
    .join("");
  const plain: number[] = [];
  const importing: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    plain.push(cpuMsOf(REPORT));
    importing.push(cpuMsOf(both + REPORT));
  }
  return [
    {
      name: `import of target-triple + abi-resolver (CPU of ${ROUNDS} processes over plain node)`,
      ours: median(importing) - median(plain),
      unit: "ms",
      bar: { atMost: 5 },
    },
  ];
}

function cpuMsOf(code: string): number {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", code], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`node exited with ${status}: ${stderr}`);
  return Number(stdout);
}
