import { bundleForWorker, CORE_ENTRIES } from "../../house/core-bundle.ts";
import type { Figure } from "./figure.ts";

/** The whole core with its data, and each package by itself. */
export async function bundleFigures(): Promise<readonly Figure[]> {
  const { gzipBytes } = await bundleForWorker(CORE_ENTRIES);
  return [
    {
      name: "target-triple + abi-resolver + release-index with data, for a worker, gzip",
      ours: gzipBytes,
      unit: "bytes",
      bar: { atMost: 40 * 1024 },
    },
  ];
}
