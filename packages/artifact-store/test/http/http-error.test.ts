import { describe, expect, test } from "vitest";
import { httpError } from "../../src/http/http-error.js";

const answer = (status: number, headers: Record<string, string> = {}): Parameters<typeof httpError>[0] => ({
  url: "https://me:secret@mirror.example/a",
  status,
  headers,
});

describe("httpError", () => {
  test.each([
    [404, "ERR_ARTIFACT_NOT_FOUND", "404 Not Found"],
    [410, "ERR_ARTIFACT_NOT_FOUND", "410 Gone"],
    [401, "ERR_ARTIFACT_HTTP", "401 Unauthorized"],
    [403, "ERR_ARTIFACT_HTTP", "403 Forbidden"],
    [503, "ERR_ARTIFACT_HTTP", "503 Service Unavailable"],
    [599, "ERR_ARTIFACT_HTTP", "answered 599"],
  ])("turns %i into %s", (status, code, words) => {
    const error = httpError(answer(status), "download");
    expect(error).toMatchObject({ code, status, url: "https://***@mirror.example/a" });
    expect(error.message).toContain(words);
    expect(error.hint).toBeTruthy();
    expect(error.message).not.toContain("secret");
  });

  test("keeps how long the server wants to be left alone", () => {
    expect(httpError(answer(429, { "retry-after": "3" }), "download").retryAfterMs).toBe(3000);
  });
});
