import { describe, expect, it } from "vitest";
import { openSqliteQueue } from "../../src/index.js";
import { leaseOne, leaseOrder, request } from "../support/jobs.js";
import { sqliteFile } from "../support/sqlite-file.js";

describe("openSqliteQueue", () => {
  it("shares a file with others and finds everything when it is opened again", async () => {
    const path = sqliteFile();
    const one = await openSqliteQueue({ path });
    const other = await openSqliteQueue({ path });
    await one.push([request("a"), request("b")]);
    expect((await leaseOne(other)).job.key).toBe("a");
    await one.close();
    await other.close();
    const again = await openSqliteQueue({ path });
    expect(await leaseOrder(again)).toEqual(["b"]);
    expect(await again.find("a")).toMatchObject({ state: "leased" });
    await again.close();
  });

  it("takes its time from the clock it is given, else from the system", async () => {
    const time = new Date("2001-01-01T00:00:00Z");
    const given = await openSqliteQueue({ path: sqliteFile(), clock: () => time });
    expect(await given.push([request("a")])).toMatchObject([{ job: { createdAt: time } }]);
    await given.close();
    const own = await openSqliteQueue({ path: sqliteFile() });
    const [pushed] = await own.push([request("a")]);
    expect(Math.abs(Date.now() - (pushed?.job.createdAt.getTime() ?? 0))).toBeLessThan(60_000);
    await own.close();
  });
});
