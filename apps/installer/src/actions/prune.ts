import type { Io } from "@nodewright/command-line";
import { storeOf } from "../store.js";

export interface PruneFlags {
  readonly all?: boolean;
  readonly json?: boolean;
}

/** Forgets kept files that no install shares any more. */
export async function prune(flags: PruneFlags, io: Io): Promise<void> {
  const store = storeOf(io);
  const removed: string[] = [];
  for (const { key } of (await store?.list()) ?? []) {
    if (flags.all !== true && (await store?.isLinked(key)) === true) continue;
    if (await store?.delete(key)) removed.push(key);
  }
  io.stdout.write(
    flags.json === true
      ? `${JSON.stringify({ removed })}\n`
      : `removed ${removed.length} kept ${removed.length === 1 ? "release" : "releases"}\n`,
  );
}
