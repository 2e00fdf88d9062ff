import { describe, expect, it } from "vitest";
import type { Json } from "../src/index.js";
import { assertJobRequest, assertPriority } from "../src/request.js";
import { request } from "./support/jobs.js";

const refused = expect.objectContaining({ code: "ERR_QUEUE_REQUEST" });

describe("assertJobRequest", () => {
  it.each([
    ["no key", request("")],
    ["no kind", request("a", { kind: "" })],
    ["a priority that is no integer", request("a", { priority: 0.5 })],
    ["to supersede nobody knows what", request("a", { supersede: true })],
  ])("refuses %s", (_, wrong) => {
    expect(() => assertJobRequest(wrong)).toThrow(refused);
  });

  it.each([[new Date()], [Number.NaN], [undefined], [() => 1], [1n], [new Map()]])(
    "refuses %s in a payload: JSON would not give it back",
    (value) => {
      expect(() => assertJobRequest(request("a", { payload: { list: [value as unknown as Json] } }))).toThrow(
        refused,
      );
    },
  );

  it("takes any JSON", () => {
    const payload = { text: "", list: [null, true, -1.5e9], empty: {} };
    expect(() => assertJobRequest(request("a", { payload, subject: "s", supersede: true }))).not.toThrow();
  });
});

describe("assertPriority", () => {
  it.each([0, -1, 1_000_000])("takes %i", (priority) => {
    expect(() => assertPriority(priority)).not.toThrow();
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 1_000_001, 0.1])("refuses %d", (priority) => {
    expect(() => assertPriority(priority)).toThrow(refused);
  });
});
