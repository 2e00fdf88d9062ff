import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { Digester } from "../../src/digest.js";
import { assertSize, checkedTotal } from "../../src/download/file-size.js";
import type { Transfer } from "../../src/download/transfer-state.js";
import type { DownloadOptions } from "../../src/download/types.js";
import { createHttpClient } from "../../src/http/client.js";
import type { HttpResponse } from "../../src/http/send.js";
import { thrown } from "../helpers/errors.js";

const job = (options: Partial<DownloadOptions> = {}): Transfer => ({
  url: "http://me:secret@a.example/file",
  options: { urls: [], client: createHttpClient({ env: {} }), ...options },
  state: {
    offset: 0,
    totalBytes: undefined,
    resumedFrom: undefined,
    hasAnswered: false,
    validator: undefined,
    digester: new Digester(["sha256"]),
    algorithm: "sha256",
  },
});
const answer = (headers: Record<string, string>): HttpResponse => ({
  url: "http://a.example/file",
  status: 200,
  headers,
  body: Readable.from([]),
});
const expected = (sizeBytes: number): Partial<DownloadOptions> => ({
  expect: [
    { algorithm: "sha1", digest: "" },
    { algorithm: "sha256", digest: "", sizeBytes },
  ],
});

describe("checkedTotal", () => {
  test.each([
    [{ "content-length": "100" }, 0, 100],
    [{ "content-length": "60", "content-range": "bytes 40-99/100" }, 40, 100],
    [{ "content-length": "60", "content-range": "bytes 40-99/*" }, 40, 100],
    [{ "content-length": "many" }, 0, undefined],
    [{}, 0, undefined],
  ])("of %j from %i on is %s", (headers, startAt, total) => {
    expect(checkedTotal(job(), answer(headers), startAt)).toBe(total);
  });

  test("is what the caller expects where the server says nothing", () => {
    expect(checkedTotal(job(expected(7)), answer({}), 0)).toBe(7);
  });

  test("throws for another size than expected or allowed", () => {
    const headers = { "content-length": "100" };
    const error = thrown(() => checkedTotal(job(expected(7)), answer(headers), 0), "ERR_ARTIFACT_SIZE");
    expect(error.message).toBe(
      "Cannot download http://***@a.example/file: the server announces 100 bytes where 7 are expected",
    );
    thrown(() => checkedTotal(job({ maxBytes: 99 }), answer(headers), 0), "ERR_ARTIFACT_LIMIT");
    expect(checkedTotal(job({ maxBytes: 100 }), answer(headers), 0)).toBe(100);
  });
});

describe("assertSize", () => {
  test("passes for the size that is expected, or if none is", () => {
    assertSize(job(expected(7)), 7, "it is");
    assertSize(job(), 7, "it is");
    thrown(() => assertSize(job(expected(7)), 8, "it is"), "ERR_ARTIFACT_SIZE");
  });
});
