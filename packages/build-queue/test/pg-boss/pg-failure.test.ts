import { describe, expect, it } from "vitest";
import { QueueError } from "../../src/index.js";
import { pgFailure } from "../../src/pg-boss/pg-failure.js";

const failure = (code: string, message = "password is hunter2") =>
  Object.assign(new Error(message), { code });

describe("pgFailure", () => {
  it.each([
    ["28P01", "ERR_QUEUE_UNAVAILABLE"],
    ["3D000", "ERR_QUEUE_UNAVAILABLE"],
    ["42501", "ERR_QUEUE_UNAVAILABLE"],
    ["53300", "ERR_QUEUE_UNAVAILABLE"],
    ["53100", "ERR_QUEUE_UNAVAILABLE"],
    ["25006", "ERR_QUEUE_UNAVAILABLE"],
    ["57P01", "ERR_QUEUE_UNAVAILABLE"],
    ["08006", "ERR_QUEUE_UNAVAILABLE"],
    ["ECONNREFUSED", "ERR_QUEUE_UNAVAILABLE"],
    ["ENOTFOUND", "ERR_QUEUE_UNAVAILABLE"],
    ["55P03", "ERR_QUEUE_BUSY"],
    ["XX001", "ERR_QUEUE_CORRUPT"],
  ])("reads %s as %s, with a next step and nothing of what the server said", (code, expected) => {
    const cause = failure(code);
    const read = pgFailure(cause);
    expect(read).toMatchObject({ code: expected, cause, hint: expect.any(String) });
    expect(String(read)).not.toContain("hunter2");
  });

  it("reads the driver's own words", () => {
    const read = pgFailure(new Error("Connection terminated unexpectedly"));
    expect(read).toMatchObject({ code: "ERR_QUEUE_UNAVAILABLE" });
  });

  it("lets pass what is a mistake of ours, and what is read already", () => {
    const mistake = failure("42601");
    expect(pgFailure(mistake)).toBe(mistake);
    const own = new QueueError("ERR_QUEUE_STATE", "x");
    expect(pgFailure(own)).toBe(own);
    expect(pgFailure("text")).toBe("text");
  });
});
