import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { isBusy, sqliteFailure } from "../../src/sqlite/sqlite-failure.js";

const failure = (errcode: number) => Object.assign(new Error("from SQLite"), { errcode });

describe("sqliteFailure", () => {
  it.each([
    [5, "ERR_QUEUE_BUSY"],
    [5 | (1 << 8), "ERR_QUEUE_BUSY"],
    [8, "ERR_QUEUE_UNAVAILABLE"],
    [10 | (3 << 8), "ERR_QUEUE_UNAVAILABLE"],
    [11, "ERR_QUEUE_CORRUPT"],
    [13, "ERR_QUEUE_UNAVAILABLE"],
    [14, "ERR_QUEUE_UNAVAILABLE"],
    [26, "ERR_QUEUE_CORRUPT"],
  ])("reads result code %i as %s, with a next step", (code, expected) => {
    const cause = failure(code);
    expect(sqliteFailure(cause, "/q.db")).toMatchObject({ code: expected, cause, hint: expect.any(String) });
  });

  it("lets pass what is a mistake of ours, and what is no error of SQLite", () => {
    const mistake = failure(1);
    expect(sqliteFailure(mistake, "/q.db")).toBe(mistake);
    expect(sqliteFailure("text", "/q.db")).toBe("text");
  });

  it("knows the codes that node:sqlite gives", () => {
    const database = new DatabaseSync(":memory:");
    let thrown: unknown;
    try {
      database.exec("SELECT * FROM nothing");
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ errcode: 1 });
    expect(isBusy(thrown)).toBe(false);
    expect(isBusy(failure(5))).toBe(true);
  });
});
