import { describe, expect, it, onTestFinished } from "vitest";
import { pushJobs } from "../../src/operations/push.js";
import { changeRows, lockJob, moveJobs, type Operation } from "../../src/sql/transition.js";
import { openSqliteDatabase } from "../../src/sqlite/sqlite-database.js";
import { sqliteDelivery } from "../../src/sqlite/sqlite-delivery.js";
import { request } from "../support/jobs.js";
import { sqliteFile } from "../support/sqlite-file.js";

async function inTransaction<Result>(work: (operation: Operation) => Promise<Result>): Promise<Result> {
  const database = await openSqliteDatabase({ path: sqliteFile(), busyTimeoutMs: 0 });
  onTestFinished(() => database.close());
  return await database.transaction((session) => work({ session, delivery: sqliteDelivery, now: 1_000 }));
}

describe("moveJobs", () => {
  it("allows what the table of states allows, and nothing else", async () => {
    const moving = inTransaction(async (operation) => {
      const [pushed] = await pushJobs(operation, [request("a")]);
      const job = await lockJob(operation.session, pushed?.job.id ?? 0);
      await moveJobs(operation, [job], { to: "succeeded", by: "w1" });
    });
    await expect(moving).rejects.toMatchObject({
      code: "ERR_QUEUE_STATE",
      message: "Job 1 cannot become succeeded: it is queued",
    });
  });

  it("tells the delivery what it has to know, before and after", async () => {
    const told: string[] = [];
    await inTransaction(async (original) => {
      const operation: Operation = {
        ...original,
        delivery: {
          ...sqliteDelivery,
          offer: async (_, jobs) => void told.push(...jobs.map(({ key, state }) => `offer ${key} ${state}`)),
          withdraw: async (_, jobs) => void told.push(...jobs.map(({ key }) => `withdraw ${key}`)),
          finish: async (_, jobs) =>
            void told.push(...jobs.map(({ key, token }) => `finish ${key} ${token}`)),
        },
      };
      const [a, b] = await pushJobs(operation, [request("a"), request("b")]);
      const rows = [
        await lockJob(operation.session, a?.job.id ?? 0),
        await lockJob(operation.session, b?.job.id ?? 0),
      ];
      const leased = await changeRows(operation, rows.slice(0, 1), "queued", {
        to: "leased",
        by: "w1",
        nextToken: true,
      });
      await moveJobs(operation, leased, { to: "queued", by: "w1" });
      await moveJobs(operation, rows.slice(1), { to: "cancelled", by: "ada" });
    });
    expect(told).toEqual(["offer a queued", "offer b queued", "finish a 1", "offer a queued", "withdraw b"]);
  });
});
