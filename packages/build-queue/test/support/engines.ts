import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe } from "vitest";
import { type JobQueue, openSqliteQueue } from "../../src/index.js";

/** An engine that the whole suite runs on. */
export interface Engine {
  readonly name: string;
  /** Why it is not tested on this machine. */
  readonly missing?: string | undefined;
  /** Makes what queues are opened in, and gives a way to open an empty one. */
  start(): Promise<{
    readonly open: (options: { readonly clock: () => Date }) => Promise<JobQueue>;
    readonly stop: () => Promise<void>;
  }>;
}

const sqlite: Engine = {
  name: "SQLite",
  start: async () => {
    const folder = mkdtempSync(join(tmpdir(), "queue-"));
    const opened: JobQueue[] = [];
    return {
      open: async ({ clock }) => {
        const queue = await openSqliteQueue({ path: join(folder, `${opened.length}.db`), clock });
        opened.push(queue);
        return queue;
      },
      stop: async () => {
        for (const queue of opened) await queue.close();
        rmSync(folder, { recursive: true });
      },
    };
  },
};

export const ENGINES: readonly Engine[] = [sqlite];

export type OpenQueue = (options?: { readonly clock?: () => Date }) => Promise<JobQueue>;

/** The same tests on every engine: what one answers, all answer. */
export function onEveryEngine(title: string, tests: (open: OpenQueue) => void): void {
  describe.each(ENGINES)(`${title} on $name`, (engine) => {
    let running: Awaited<ReturnType<Engine["start"]>>;
    beforeAll(async () => {
      running = await engine.start();
    });
    afterAll(async () => {
      await running.stop();
    });
    tests(({ clock = () => new Date() } = {}) => running.open({ clock }));
  });
}
