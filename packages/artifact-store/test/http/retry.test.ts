import { describe, expect, test, vi } from "vitest";
import { ArtifactError } from "../../src/errors.js";
import { isRetryableStatus, parseRetryAfter, retryDelay, withRetries } from "../../src/http/retry.js";
import { failure } from "../helpers/errors.js";

const policy = { retries: 3, backoffMs: 100 };
const http = (status: number, retryAfterMs?: number): ArtifactError =>
  new ArtifactError("ERR_ARTIFACT_HTTP", "Cannot", { status, retryAfterMs, hint: "Wait." });
const network = (code: string): ArtifactError =>
  new ArtifactError("ERR_ARTIFACT_NETWORK", "Cannot", { cause: Object.assign(new Error(code), { code }) });
const delay = (error: ArtifactError, failures = 1, hasAnswered = false): number | undefined =>
  retryDelay({ error, failures, hasAnswered }, policy);

describe("isRetryableStatus", () => {
  test.each([408, 425, 429, 500, 502, 503, 504, 520])("is true for %i", (status) => {
    expect(isRetryableStatus(status)).toBe(true);
  });
  test.each([200, 304, 400, 401, 403, 404, 410, 416, 501, 505])("is false for %i", (status) => {
    expect(isRetryableStatus(status)).toBe(false);
  });
});

describe("retryDelay", () => {
  test("doubles, half of it random, up to ten seconds", () => {
    for (const [failures, full] of [
      [1, 100],
      [2, 200],
      [3, 400],
    ] as const) {
      const found = delay(http(500), failures) ?? 0;
      expect(found).toBeGreaterThanOrEqual(full / 2);
      expect(found).toBeLessThanOrEqual(full);
    }
    const late = retryDelay(
      { error: http(500), failures: 40, hasAnswered: false },
      { retries: 99, backoffMs: 100 },
    );
    expect(late).toBeLessThanOrEqual(10_000);
  });

  test("is undefined once the retries are used up", () => {
    expect(delay(http(500), 3)).toBeDefined();
    expect(delay(http(500), 4)).toBeUndefined();
  });

  test("does what Retry-After says, unless that takes too long", () => {
    expect(delay(http(503, 0))).toBe(0);
    expect(delay(http(503, 7_000))).toBe(7_000);
    expect(delay(http(503, 3_600_000))).toBeUndefined();
  });

  test.each(["ECONNRESET", "ECONNREFUSED", "UND_ERR_SOCKET", "UND_ERR_HEADERS_TIMEOUT"])(
    "repeats after %s",
    (code) => {
      expect(delay(network(code))).toBeDefined();
    },
  );

  test.each(["ENOTFOUND", "UND_ERR_CONNECT_TIMEOUT", "CERT_HAS_EXPIRED", "SELF_SIGNED_CERT_IN_CHAIN"])(
    "repeats after %s only if the server was there before",
    (code) => {
      expect(delay(network(code))).toBeUndefined();
      expect(delay(network(code), 1, true)).toBeDefined();
    },
  );

  test.each([
    "ERR_ARTIFACT_NOT_FOUND",
    "ERR_ARTIFACT_DIGEST",
    "ERR_ARTIFACT_NOT_ARCHIVE",
    "ERR_ARTIFACT_SIZE",
  ] as const)("never repeats after %s", (code) => {
    expect(delay(new ArtifactError(code, "Cannot"), 1, true)).toBeUndefined();
  });
});

describe("withRetries", () => {
  const options = { policy: { retries: 2, backoffMs: 1 }, doing: "Cannot read", signal: undefined };

  test("returns the first success", async () => {
    const attempt = vi.fn().mockRejectedValueOnce(http(500)).mockResolvedValueOnce("done");
    await expect(withRetries(attempt, options)).resolves.toBe("done");
    expect(attempt).toHaveBeenCalledTimes(2);
  });

  test("throws the last error after the last retry", async () => {
    const attempt = vi.fn().mockRejectedValue(http(502));
    await failure(withRetries(attempt, options), "ERR_ARTIFACT_HTTP");
    expect(attempt).toHaveBeenCalledTimes(3);
  });

  test("does not repeat what is not an ArtifactError", async () => {
    const attempt = vi.fn().mockRejectedValue(new TypeError("mistake"));
    await expect(withRetries(attempt, options)).rejects.toThrow("mistake");
    expect(attempt).toHaveBeenCalledTimes(1);
  });
});

describe("parseRetryAfter", () => {
  const now = Date.parse("2026-01-01T00:00:00Z");
  test.each([
    [undefined, undefined],
    ["0", 0],
    ["120", 120_000],
    ["Thu, 01 Jan 2026 00:00:05 GMT", 5_000],
    ["Wed, 31 Dec 2025 00:00:00 GMT", 0],
    ["soon", undefined],
  ])("reads %s as %s", (value, expected) => {
    expect(parseRetryAfter(value, now)).toBe(expected);
  });
});
