import { describe, expect, it, onTestFinished } from "vitest";
import { messageId } from "../../src/pg-boss/pg-boss-delivery.js";
import { openPgBossQueue } from "../../src/pg-boss.js";
import { leaseOne, leaseOrder, pushAll, request } from "../support/jobs.js";
import { PG_DRIVERS } from "../support/pg-drivers.js";

const SCHEMA = "delivery_test";

describe("messageId", () => {
  it("is a UUID for every job and lease", () => {
    expect(messageId(1, 1)).toBe("00000000-0001-8000-8000-000000000001");
    expect(messageId(2 ** 48 - 1, 2 ** 40)).toBe("ffffffff-ffff-8000-8000-010000000000");
  });
});

describe.each(PG_DRIVERS)("messages of pg-boss on %s", (_, start) => {
  it("are there for ready jobs, active for leased ones, and gone with what ended", async () => {
    const driver = await start(SCHEMA);
    onTestFinished(() => driver.close());
    await driver.query(
      `DROP SCHEMA IF EXISTS ${SCHEMA} CASCADE; DROP SCHEMA IF EXISTS ${SCHEMA}_boss CASCADE`,
    );
    const connection = { driver: { ...driver, close: async () => {} } };
    const queue = await openPgBossQueue({ connection, schema: SCHEMA });
    onTestFinished(() => queue.close());
    const messages = async () => {
      const { rows } = await driver.query(
        `SELECT j.key, m.state::text AS state, m.priority FROM ${SCHEMA}_boss.job m
         JOIN queue_jobs j ON j.id = (m.data ->> 'job')::bigint ORDER BY j.id`,
      );
      return rows.map((row) => `${row.key} ${row.state} ${row.priority}`);
    };
    const { b } = await pushAll(
      queue,
      request("a", { priority: 3 }),
      request("b"),
      request("c", { needs: ["a"] }),
    );
    expect(await messages()).toEqual(["a created 3", "b created 0"]);
    const lease = await leaseOne(queue);
    await queue.prioritize(b?.id ?? 0, 9);
    expect(await messages()).toEqual(["a active 3", "b created 9"]);
    await queue.giveBack(lease, "the worker stops");
    expect(await messages()).toEqual(["a created 3", "b created 9"]);
    await queue.cancel(b?.id ?? 0, { by: "ada" });
    await queue.complete(await leaseOne(queue));
    expect(await messages()).toEqual(["c created 0"]);
  });

  it("come from every route that a worker may take from, also when another process pushed them", async () => {
    const driver = await start(SCHEMA);
    onTestFinished(() => driver.close());
    await driver.query(
      `DROP SCHEMA IF EXISTS ${SCHEMA} CASCADE; DROP SCHEMA IF EXISTS ${SCHEMA}_boss CASCADE`,
    );
    const connection = { driver: { ...driver, close: async () => {} } };
    const [one, other] = [
      await openPgBossQueue({ connection, schema: SCHEMA }),
      await openPgBossQueue({ connection, schema: SCHEMA }),
    ];
    onTestFinished(async () => {
      await one.close();
      await other.close();
    });
    await pushAll(one, request("a", { requires: ["x"] }), request("b", { group: "g" }), request("c"));
    await pushAll(one, request("later", { needs: ["a"], requires: ["y"] }));
    expect((await other.lease({ worker: "w", labels: ["x"], limit: 9 })).map(({ job }) => job.key)).toEqual([
      "a",
      "b",
      "c",
    ]);
    const a = await other.find("a");
    await other.complete({ job: { id: a?.id ?? 0 }, token: 1 });
    expect(await leaseOrder(other, ["y"])).toEqual(["later"]);
  });
});
