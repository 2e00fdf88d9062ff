import { describe, expect, it } from "vitest";
import { type RetryPolicy, retryDelay } from "../src/retry-policy.js";

describe("retryDelay", () => {
  it.each([
    ["build", 1, undefined],
    ["infra", 1, 60_000],
    ["infra", 2, 120_000],
    ["infra", 5, 960_000],
    ["infra", 6, undefined],
    ["timeout", 1, 300_000],
    ["timeout", 2, undefined],
    ["lost", 5, 0],
    ["lost", 6, undefined],
  ] as const)("after %s failure %i is %s by default", (failureClass, failures, delay) => {
    expect(retryDelay(undefined, failureClass, failures)).toBe(delay);
  });

  it("is as the policy says, as by default where it says nothing", () => {
    const policy: RetryPolicy = { infra: { retries: 40, maxDelayMs: 100_000 } };
    expect(retryDelay(policy, "infra", 1)).toBe(60_000);
    expect(retryDelay(policy, "infra", 40)).toBe(100_000);
    expect(retryDelay(policy, "build", 1)).toBeUndefined();
  });
});
