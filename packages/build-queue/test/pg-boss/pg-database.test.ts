import { EventEmitter, once } from "node:events";
import { describe, expect, it, onTestFinished } from "vitest";
import { createConnections } from "../../src/pg-boss/pg-connections.js";
import { openPgDatabase } from "../../src/pg-boss/pg-database.js";
import { SCHEMA_VERSION } from "../../src/sql/schema.js";
import { PG_DRIVERS } from "../support/pg-drivers.js";

const SCHEMA = "database_test";

describe.each(PG_DRIVERS)("openPgDatabase on %s", (_, start) => {
  async function connect() {
    const connections = createConnections(await start(SCHEMA));
    onTestFinished(() => connections.close());
    await connections.query(`DROP SCHEMA IF EXISTS ${SCHEMA} CASCADE`);
    return connections;
  }

  it("makes its tables once, also for many that begin together", async () => {
    const connections = await connect();
    await Promise.all([1, 2, 3].map(() => openPgDatabase(connections, SCHEMA)));
    const { rows } = await connections.query("SELECT version FROM queue_schema");
    expect(rows).toEqual([{ version: SCHEMA_VERSION }]);
  });

  it("leaves a newer schema alone", async () => {
    const connections = await connect();
    await openPgDatabase(connections, SCHEMA);
    await connections.query("UPDATE queue_schema SET version = version + 1");
    await expect(openPgDatabase(connections, SCHEMA)).rejects.toMatchObject({
      code: "ERR_QUEUE_SCHEMA_NEWER",
      message: `Queue ${SCHEMA} cannot be used: its schema is version ${SCHEMA_VERSION + 1}, this program knows ${SCHEMA_VERSION}`,
    });
  });
});

describe.skipIf(PG_DRIVERS.length < 2)("the feed on PostgreSQL", () => {
  it("holds back what is newer than a transaction under way, so that no change comes late", async () => {
    const start = PG_DRIVERS[1]?.[1];
    if (start === undefined) return;
    const connections = createConnections(await start(SCHEMA));
    onTestFinished(() => connections.close());
    await connections.query(`DROP SCHEMA IF EXISTS ${SCHEMA} CASCADE`);
    const database = await openPgDatabase(connections, SCHEMA);
    const add = `INSERT INTO queue_transitions (job_id, to_state, at, actor, token) VALUES ($1, 'queued', 0, 'x', 0)`;
    const seen = () =>
      database.read(async (session) => {
        const text = `SELECT job_id FROM queue_transitions t WHERE ${session.dialect.settled} ORDER BY txid, id`;
        return (await session.query(text)).map((row) => Number(row.job_id));
      });
    const [gate, begun] = [new EventEmitter(), new EventEmitter()];
    const isBegun = once(begun, "now");
    const slow = database.transaction(async (session) => {
      await session.query(add, [1]);
      begun.emit("now");
      await once(gate, "now");
    });
    await isBegun;
    await database.transaction((session) => session.query(add, [2]));
    expect(await seen()).toEqual([]);
    gate.emit("now");
    await slow;
    expect(await seen()).toEqual([1, 2]);
  });
});
