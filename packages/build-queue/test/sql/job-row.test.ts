import { describe, expect, it } from "vitest";
import { failuresOf, jsonText, retryPolicyOf, toJob, toJobRow } from "../../src/sql/job-row.js";

/** As PostgreSQL's drivers give it: 64-bit integers as text. */
const ROW = {
  id: "7",
  key: "k",
  kind: "build",
  subject: null,
  job_group: "musl",
  state: "delayed",
  priority: 3,
  requires: '["x64"]',
  route: "route-1",
  payload: '{"a":1}',
  result: "null",
  needs: '["a","b"]',
  needs_left: 0,
  retry: '{"infra":{"retries":9}}',
  failures: '{"infra":2}',
  failure_class: "infra",
  reason: "disk full",
  token: 2,
  worker: "w1",
  ready: "12",
  not_before: null,
  due_at: "1767225600000",
  created_at: "1767225500000",
  changed_at: "1767225550000",
  started_at: "1767225540000",
  ended_at: null,
};

describe("toJob", () => {
  it("is the job that a row keeps", () => {
    expect(toJob(toJobRow(ROW))).toEqual({
      id: 7,
      key: "k",
      kind: "build",
      subject: undefined,
      group: "musl",
      state: "delayed",
      priority: 3,
      requires: ["x64"],
      needs: ["a", "b"],
      payload: { a: 1 },
      result: null,
      attempts: 2,
      failures: { infra: 2 },
      failureClass: "infra",
      reason: "disk full",
      worker: "w1",
      dueAt: new Date("2026-01-01T00:00:00.000Z"),
      createdAt: new Date("2025-12-31T23:58:20.000Z"),
      changedAt: new Date("2025-12-31T23:59:10.000Z"),
      startedAt: new Date("2025-12-31T23:59:00.000Z"),
      endedAt: undefined,
    });
  });
});

describe("toJobRow", () => {
  it("has numbers for times and ids, and null where there is no time", () => {
    const row = toJobRow(ROW);
    expect([row.id, row.ready, row.due_at, row.ended_at]).toEqual([7, 12, 1_767_225_600_000, null]);
    expect(failuresOf(row)).toEqual({ infra: 2 });
    expect(retryPolicyOf(row)).toEqual({ infra: { retries: 9 } });
  });
});

describe("jsonText", () => {
  it("is null for what was not said", () => {
    expect([jsonText(undefined), jsonText(null), jsonText("a"), jsonText([1])]).toEqual([
      "null",
      "null",
      '"a"',
      "[1]",
    ]);
  });
});
