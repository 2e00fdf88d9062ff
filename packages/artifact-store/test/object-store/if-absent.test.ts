import { expect, test } from "vitest";
import { httpError } from "../../src/http/http-error.js";
import { ignoreBody } from "../../src/object-store/exchange.js";
import { exchangeIfAbsent } from "../../src/object-store/if-absent.js";
import { failure } from "../helpers/errors.js";
import { testClient } from "../helpers/object-stores.js";
import { serve } from "../helpers/server.js";

function put(url: string): ReturnType<typeof exchangeIfAbsent> {
  const { retry, send } = testClient();
  const explain = async (response: Parameters<typeof ignoreBody>[0], doing: string) => ({
    error: httpError(response, doing),
    isTransient: false,
  });
  const request = { method: "PUT", url, headers: { "x-own": "1" } } as const;
  return exchangeIfAbsent({ retry, send, explain }, { request, doing: "put", read: ignoreBody });
}

test("exchangeIfAbsent: asks with the condition, and returns the refusal", async () => {
  const { url, requests } = await serve((_, response) => response.writeHead(412).end());
  expect(await put(url)).toMatchObject({ status: 412, tries: 1 });
  expect(requests[0]?.headers).toMatchObject({ "if-none-match": "*", "x-own": "1" });
});

test("exchangeIfAbsent: leaves the condition out where the server cannot check it", async () => {
  const { url, requests } = await serve((request, response) =>
    response.writeHead(request.headers["if-none-match"] === undefined ? 200 : 501).end(),
  );
  expect(await put(url)).toMatchObject({ status: 200 });
  expect(requests).toHaveLength(2);
});

test("exchangeIfAbsent: fails where the server cannot do it at all", async () => {
  const { url } = await serve((_, response) => response.writeHead(501).end());
  expect(await failure(put(url), "ERR_ARTIFACT_HTTP")).toMatchObject({ status: 501 });
});
