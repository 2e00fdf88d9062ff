import { existsSync } from "node:fs";
import { describe, expect, inject, it } from "vitest";
import { openQueue } from "../src/index.js";
import { leaseOrder, request } from "./support/jobs.js";
import { sqliteFile } from "./support/sqlite-file.js";

const postgres = inject("postgres");

describe("openQueue", () => {
  it("opens the file at a path", async () => {
    const url = sqliteFile();
    const queue = await openQueue({ url });
    await queue.push([request("a")]);
    expect(await leaseOrder(queue)).toEqual(["a"]);
    await queue.close();
    expect(existsSync(url)).toBe(true);
  });

  it.skipIf(postgres === undefined)("opens the PostgreSQL at a URL", async () => {
    const url = `postgres://${postgres?.user}@/${postgres?.database}?host=${postgres?.host}`;
    const queue = await openQueue({ url });
    const key = crypto.randomUUID();
    await queue.push([request(key, { requires: [key] })]);
    expect(await leaseOrder(queue, [key])).toEqual([key]);
    await queue.close();
  });

  it("knows no other scheme", async () => {
    await expect(openQueue({ url: "redis://127.0.0.1/0" })).rejects.toMatchObject({
      code: "ERR_QUEUE_REQUEST",
      message: 'No queue is at an address of scheme "redis"',
    });
  });
});
