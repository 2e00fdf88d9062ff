import { describe, expect, inject, it } from "vitest";
import { openPgBossQueue } from "../../src/pg-boss.js";
import { leaseOrder, request } from "../support/jobs.js";

const postgres = inject("postgres");

describe("openPgBossQueue", () => {
  it("says that there is no server, without the password", async () => {
    const connection = { connectionString: "postgres://ada:hunter2@127.0.0.1:1/queue" };
    const failure = await openPgBossQueue({ connection }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "ERR_QUEUE_UNAVAILABLE", hint: expect.stringContaining("runs") });
    expect(String(failure)).not.toContain("hunter2");
  });

  it("refuses a schema whose name would have to be quoted", async () => {
    const opening = openPgBossQueue({ connection: {}, schema: 'a"; DROP' });
    await expect(opening).rejects.toMatchObject({ code: "ERR_QUEUE_REQUEST" });
  });
});

describe.skipIf(postgres === undefined)("openPgBossQueue on a server", () => {
  it("keeps queues of different schemas apart, and finds them again", async () => {
    const connection = { ...postgres };
    const one = await openPgBossQueue({ connection, schema: "one" });
    const two = await openPgBossQueue({ connection, schema: "two" });
    await one.push([request("a")]);
    await two.push([request("b")]);
    await one.close();
    await two.close();
    const again = await openPgBossQueue({ connection, schema: "two", supervise: false });
    expect(await leaseOrder(again)).toEqual(["b"]);
    await again.close();
  });

  it("says that there is no such database", async () => {
    const opening = openPgBossQueue({ connection: { ...postgres, database: "nowhere" } });
    await expect(opening).rejects.toMatchObject({
      code: "ERR_QUEUE_UNAVAILABLE",
      hint: "Make it with createdb.",
    });
  });
});
