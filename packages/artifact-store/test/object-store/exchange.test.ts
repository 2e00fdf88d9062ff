import { describe, expect, test } from "vitest";
import { httpError } from "../../src/http/http-error.js";
import { exchange, ignoreBody, type Protocol } from "../../src/object-store/exchange.js";
import { failure } from "../helpers/errors.js";
import { testClient } from "../helpers/object-stores.js";
import { serve } from "../helpers/server.js";

function protocol(isTransient: boolean): Protocol {
  const client = testClient({ retries: 2 });
  const explain: Protocol["explain"] = async (response, doing) => {
    await ignoreBody(response);
    return { error: httpError(response, doing), isTransient };
  };
  return { retry: client.retry, send: client.send, explain };
}

describe("exchange", () => {
  const job = (url: string, accept: number[] = []) => ({
    request: { method: "GET" as const, url },
    doing: "ask",
    accept,
    read: ignoreBody,
  });

  test("counts how often it asked", async () => {
    const { url } = await serve((_, response, count) => response.writeHead(count < 3 ? 503 : 200).end());
    expect(await exchange(protocol(false), job(url))).toMatchObject({ status: 200, tries: 3 });
  });

  test("returns the statuses that count as an answer", async () => {
    const { url } = await serve((_, response) => response.writeHead(404).end());
    expect(await exchange(protocol(false), job(url, [404]))).toMatchObject({ status: 404, tries: 1 });
    const error = await failure(exchange(protocol(false), job(url)), "ERR_ARTIFACT_NOT_FOUND");
    expect(error.message).toMatch(/^Cannot ask http/);
  });

  test("repeats what the server's words call transient, and no longer than the policy says", async () => {
    const { url, requests } = await serve((_, response) => response.writeHead(400).end());
    await failure(exchange(protocol(true), job(url)), "ERR_ARTIFACT_HTTP");
    expect(requests).toHaveLength(3);
    await failure(exchange(protocol(false), job(url)), "ERR_ARTIFACT_HTTP");
    expect(requests).toHaveLength(4);
  });

  test("says what was done when the network fails", async () => {
    const { url } = await serve((request) => request.socket.destroy());
    const error = await failure(exchange(protocol(false), job(url)), "ERR_ARTIFACT_NETWORK");
    expect(error.message).toMatch(/^Cannot ask http/);
  });

  test("does not hide a mistake in reading", async () => {
    const { url } = await serve((_, response) => response.end());
    const read = async (): Promise<never> => {
      throw new RangeError("mistake");
    };
    await expect(exchange(protocol(false), { ...job(url), read })).rejects.toThrow(RangeError);
  });
});
