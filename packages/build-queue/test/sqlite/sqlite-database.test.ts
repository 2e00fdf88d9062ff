import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it, onTestFinished } from "vitest";
import { SCHEMA_VERSION } from "../../src/sql/schema.js";
import { openSqliteDatabase } from "../../src/sqlite/sqlite-database.js";
import { sqliteFile } from "../support/sqlite-file.js";

const COUNT = "SELECT COUNT(*) AS count FROM queue_pauses";
const ADD = "INSERT INTO queue_pauses (job_group, since, actor) VALUES ($1, 0, 'ada')";

async function open(path: string, busyTimeoutMs = 10_000) {
  const database = await openSqliteDatabase({ path, busyTimeoutMs });
  onTestFinished(() => database.close());
  return database;
}

describe("openSqliteDatabase", () => {
  it("marks its file, and finds it as it was", async () => {
    const path = sqliteFile();
    const first = await openSqliteDatabase({ path, busyTimeoutMs: 0 });
    await first.transaction((session) => session.query(ADD, ["a"]));
    await first.close();
    const file = new DatabaseSync(path, { readOnly: true });
    expect(file.prepare("PRAGMA user_version").get()).toEqual({ user_version: SCHEMA_VERSION });
    expect(file.prepare("PRAGMA journal_mode").get()).toEqual({ journal_mode: "wal" });
    file.close();
    const second = await open(path);
    expect(await second.read((session) => session.query(COUNT))).toEqual([{ count: 1 }]);
  });

  it("undoes a transaction that throws, and goes on", async () => {
    const database = await open(sqliteFile());
    const failing = database.transaction(async (session) => {
      await session.query(ADD, ["a"]);
      throw new TypeError("no");
    });
    await expect(failing).rejects.toThrow(new TypeError("no"));
    await database.transaction((session) => session.query(ADD, ["b"]));
    expect(await database.read((session) => session.query("SELECT job_group FROM queue_pauses"))).toEqual([
      { job_group: "b" },
    ]);
  });

  it("does one transaction after the other, and shows others only what is committed", async () => {
    const database = await open(sqliteFile());
    const seen: unknown[] = [];
    await Promise.all(
      ["a", "b"].map((group) =>
        database.transaction(async (session) => {
          await session.query(ADD, [group]);
          await new Promise((done) => setTimeout(done, 5));
          seen.push(...(await database.read((reader) => reader.query(COUNT))));
        }),
      ),
    );
    expect(seen).toEqual([{ count: 0 }, { count: 1 }]);
  });

  it("waits for another process's transaction, but not for ever", async () => {
    const path = sqliteFile();
    const database = await open(path, 50);
    const other = new DatabaseSync(path);
    onTestFinished(() => other.close());
    other.exec("BEGIN IMMEDIATE");
    await expect(database.transaction((session) => session.query(ADD, ["a"]))).rejects.toMatchObject({
      code: "ERR_QUEUE_BUSY",
      message: `Queue ${path} cannot be used: another process keeps it locked`,
    });
    setTimeout(() => other.exec("COMMIT"), 20);
    const patient = await open(path);
    await patient.transaction((session) => session.query(ADD, ["a"]));
  });

  it("leaves a newer schema alone", async () => {
    const path = sqliteFile();
    await (await openSqliteDatabase({ path, busyTimeoutMs: 0 })).close();
    const file = new DatabaseSync(path);
    file.exec(`PRAGMA user_version = ${SCHEMA_VERSION + 1}`);
    file.close();
    await expect(open(path)).rejects.toMatchObject({
      code: "ERR_QUEUE_SCHEMA_NEWER",
      message: `Queue ${path} cannot be used: its schema is version ${SCHEMA_VERSION + 1}, this program knows ${SCHEMA_VERSION}`,
    });
  });

  it("refuses what is no database, what is damaged, and what is somebody else's", async () => {
    const path = sqliteFile();
    writeFileSync(path, "v24.1.0|musl\n".repeat(100));
    await expect(open(path)).rejects.toMatchObject({ code: "ERR_QUEUE_CORRUPT" });

    const damaged = sqliteFile();
    await (await openSqliteDatabase({ path: damaged, busyTimeoutMs: 0 })).close();
    const bytes = readFileSync(damaged);
    writeFileSync(damaged, bytes.fill(0xff, 4096));
    const opened = open(damaged).then((database) =>
      database.read((session) => session.query("SELECT * FROM queue_jobs")),
    );
    await expect(opened).rejects.toMatchObject({ code: "ERR_QUEUE_CORRUPT" });

    const foreign = sqliteFile();
    const other = new DatabaseSync(foreign);
    other.exec("CREATE TABLE bookmarks (url TEXT)");
    other.close();
    await expect(open(foreign)).rejects.toMatchObject({
      code: "ERR_QUEUE_CORRUPT",
      message: `Queue ${foreign} cannot be used: it is the database of something else`,
    });
  });

  it("says when its folder is not there", async () => {
    const path = join(dirname(sqliteFile()), "no/such/queue.db");
    await expect(open(path)).rejects.toMatchObject({ code: "ERR_QUEUE_UNAVAILABLE" });
  });
});
