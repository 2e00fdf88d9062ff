import { type Dialect, formatTarget, listTargets, parseTarget } from "@nodewright/target-triple";
import type { Figure } from "./figure.ts";
import { opsPerSecond, Sink } from "./throughput.ts";

const DIALECTS: readonly Dialect[] = [
  "canonical",
  "dist",
  "index",
  "node",
  "pkg",
  "prebuildify",
  "napi",
  "rust",
  "bun",
  "vsce",
  "oci",
  "wheel",
];

/** Every spelling of every target in a dozen dialects, read and written again: one operation is both. */
export async function targetFigures(): Promise<readonly Figure[]> {
  const spellings = DIALECTS.flatMap((dialect) =>
    listTargets().flatMap((target) => {
      const text = formatTarget(target, dialect);
      return text === null ? [] : [{ dialect, text }];
    }),
  );
  const sink = new Sink();
  const run = () => {
    for (const { dialect, text } of spellings) {
      const [target] = parseTarget(text, dialect).candidates;
      sink.take(target && formatTarget(target, dialect));
    }
  };
  const [ours = 0] = await opsPerSecond([{ name: "target-triple", run, operations: spellings.length }]);
  if (sink.undefinedCount > 0) throw new Error("a spelling did not parse");
  return [
    {
      name: `target-triple parse + format (${spellings.length} spellings)`,
      ours,
      unit: "ops/s",
      bar: { atLeast: 2e6 },
    },
  ];
}
