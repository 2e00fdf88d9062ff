import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { bodyError, readText } from "../../src/http/read-text.js";
import { failure } from "../helpers/errors.js";

const answer = (body: Readable, headers: Record<string, string> = {}): Parameters<typeof readText>[0] => ({
  url: "http://me:secret@a.example/index.json",
  status: 200,
  headers,
  body,
});
const options = { maxBytes: 1000, signal: undefined };

describe("readText", () => {
  test("joins pieces before decoding, and drops a byte order mark", async () => {
    const bytes = Buffer.from("\uFEFFgrüße", "utf8");
    const body = Readable.from([...bytes].map((byte) => Buffer.from([byte])));
    expect(await readText(answer(body), options)).toBe("grüße");
  });

  test("stops at the limit, which counts what comes out of the content coding", async () => {
    const big = gzipSync(Buffer.alloc(5000));
    const headers = { "content-encoding": "gzip" };
    const error = await failure(
      readText(answer(Readable.from([big]), headers), options),
      "ERR_ARTIFACT_LIMIT",
    );
    expect(error.message).not.toContain("secret");
    await readText(answer(Readable.from([Buffer.alloc(1000)])), options);
    await failure(readText(answer(Readable.from([Buffer.alloc(1001)])), options), "ERR_ARTIFACT_LIMIT");
  });

  test("says that the body was cut", async () => {
    const body = new Readable({
      read() {
        this.destroy(Object.assign(new Error("other side closed"), { code: "UND_ERR_SOCKET" }));
      },
    });
    await failure(readText(answer(body), options), "ERR_ARTIFACT_TRUNCATED");
  });

  test("stops when called off", async () => {
    const body = new Readable({ read() {} });
    const signal = AbortSignal.timeout(10);
    signal.addEventListener("abort", () => body.destroy(new Error("aborted")));
    await failure(readText(answer(body), { maxBytes: 10, signal }), "ERR_ARTIFACT_ABORTED");
  });
});

describe("bodyError", () => {
  test("keeps a timeout apart from a cut", () => {
    const stalled = Object.assign(new Error("Body Timeout Error"), { code: "UND_ERR_BODY_TIMEOUT" });
    expect(bodyError(stalled, "http://a.example/").code).toBe("ERR_ARTIFACT_TIMEOUT");
    expect(bodyError(new Error("terminated"), "http://a.example/").code).toBe("ERR_ARTIFACT_TRUNCATED");
  });
});
