import { describe, expect, inject, it, onTestFinished } from "vitest";
import { createConnections, type PgConnections, poolDriver } from "../../src/pg-boss/pg-connections.js";
import { PG_DRIVERS } from "../support/pg-drivers.js";

const COUNT = "SELECT COUNT(*)::int AS count FROM numbers";
const ADD = "INSERT INTO numbers (number) VALUES ($1)";

async function withNumbers(start: (schema: string) => Promise<Parameters<typeof createConnections>[0]>) {
  const connections = createConnections(await start("connections"));
  onTestFinished(() => connections.close());
  await connections.query(
    "DROP SCHEMA IF EXISTS connections CASCADE; CREATE SCHEMA connections; CREATE TABLE numbers (number INT UNIQUE)",
  );
  return connections;
}

const count = async (connections: PgConnections) => (await connections.query(COUNT)).rows[0]?.count;

describe.each(PG_DRIVERS)("connections to %s", (_, start) => {
  it("run in the caller's transaction what is asked of them in it, however deep", async () => {
    const connections = await withNumbers(start);
    const deep = async (number: number) => {
      await Promise.resolve();
      await connections.query(ADD, [number]);
    };
    const undone = connections.transaction(async (query) => {
      await query(ADD, [1]);
      await deep(2);
      expect(await count(connections)).toBe(2);
      throw new TypeError("no");
    });
    await expect(undone).rejects.toThrow(new TypeError("no"));
    expect(await count(connections)).toBe(0);
    await connections.transaction(() => deep(3));
    expect(await count(connections)).toBe(1);
  });

  it("repeat a transaction that collided, and no other", async () => {
    const connections = await withNumbers(start);
    let runs = 0;
    const collide = (code: string, times: number) =>
      connections.transaction(async (query) => {
        await query(ADD, [1]);
        runs += 1;
        if (runs <= times) throw Object.assign(new Error("collided"), { code });
        return runs;
      });
    expect(await collide("40P01", 3)).toBe(4);
    expect(await count(connections)).toBe(1);
    runs = 0;
    await expect(collide("23505", 3)).rejects.toMatchObject({ code: "23505" });
    runs = 0;
    await connections.query("TRUNCATE numbers");
    await expect(collide("40001", 99)).rejects.toMatchObject({ code: "ERR_QUEUE_BUSY" });
    expect(runs).toBe(12);
  });
});

describe.skipIf(inject("postgres") === undefined)("poolDriver", () => {
  it("goes on after the server has ended its connections", async () => {
    const driver = poolDriver({ ...inject("postgres"), max: 2 }, "public");
    onTestFinished(() => driver.close());
    const ended = driver.transaction((query) => query("SELECT pg_terminate_backend(pg_backend_pid())"));
    await expect(ended).rejects.toMatchObject({ code: "57P01" });
    expect((await driver.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
  });
});
