import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createHttpClient, type HttpClient } from "@nodewright/artifact-store";
import { onTestFinished } from "vitest";

export interface TestServer {
  readonly url: string;
  /** Paths, in order. */
  readonly requests: string[];
}

/** A server on loopback for one test. */
export async function serve(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<TestServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? "");
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

/** A client without proxies that gives up quickly. */
export function quickClient(): HttpClient {
  return createHttpClient({ env: {}, retries: 1, backoffMs: 1, stallTimeoutMs: 1000 });
}
