import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Farm } from "./open-farm.js";

const DAY_MS = 86_400_000;

/** Something that is in the way. */
export interface Garbage {
  /** Below the farm's folder. */
  readonly path: string;
  readonly why: string;
  /** `trash`: moved away, to be had back; `remove`: gone. */
  readonly action: "trash" | "remove";
}

/**
 * Clears away what farm.json says is old: logs and built archives go to `trash/` first and are removed when they lay
 * there long enough; work folders of jobs that nobody holds are removed at once. Never touched: what is public, keys,
 * recipes, the queue, and what jobs that have not ended need.
 * @param dryRun Says what would be done, and does nothing.
 */
export async function collectGarbage(
  farm: Farm,
  { dryRun }: { readonly dryRun: boolean },
): Promise<readonly Garbage[]> {
  const { keepDays } = farm.config;
  const open = await farm.queue.list({ states: ["blocked", "delayed", "queued", "leased"], limit: 1 });
  const found: Garbage[] = [
    ...(await abandonedWork(farm)),
    ...(await older(farm, "trash", keepDays.trash, "remove")),
  ];
  found.push(...(await older(farm, "logs", keepDays.logs, "trash")));
  // Archives are named by their digest alone: while jobs are open, one of them may need any of these.
  if (open.jobs.length === 0) {
    found.push(...(await older(farm, "artifacts/built", keepDays.artifacts, "trash")));
    found.push(...(await older(farm, "sources", keepDays.artifacts, "trash")));
  }
  if (!dryRun) for (const one of found) await clear(farm, one);
  return found;
}

async function older(
  farm: Farm,
  folder: string,
  days: number,
  action: Garbage["action"],
): Promise<Garbage[]> {
  const found: Garbage[] = [];
  for (const name of await list(farm.pathOf(folder))) {
    const { mtimeMs, ctimeMs } = await stat(farm.pathOf(folder, name));
    // What was moved keeps the time of its content; it came to the trash when its inode changed.
    const age = (farm.now().getTime() - (action === "remove" ? ctimeMs : mtimeMs)) / DAY_MS;
    if (age > days) found.push({ path: join(folder, name), why: `${Math.floor(age)} days old`, action });
  }
  return found;
}

async function abandonedWork(farm: Farm): Promise<Garbage[]> {
  const found: Garbage[] = [];
  for (const name of await list(farm.pathOf("work"))) {
    const [, id] = /^job-(\d+)$/.exec(name) ?? [];
    const job = id === undefined ? undefined : await farm.queue.get(Number(id));
    if (job === undefined || ["succeeded", "failed", "cancelled", "superseded"].includes(job.state)) {
      found.push({ path: join("work", name), why: "its job has ended", action: "remove" });
    }
  }
  return found;
}

async function clear(farm: Farm, { path, action }: Garbage): Promise<void> {
  if (action === "remove") return rm(farm.pathOf(path), { recursive: true, force: true });
  const day = farm.now().toISOString().slice(0, 10);
  const to = farm.pathOf("trash", `${day}-${path.replaceAll("/", "+")}`);
  await mkdir(dirname(to), { recursive: true });
  await rename(farm.pathOf(path), to);
}

async function list(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
