import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { createHttpClient, type HttpClient } from "@nodewright/artifact-store";
import { onTestFinished } from "vitest";

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Say that the body is longer than it is, and cut the connection. */
  readonly isCut?: boolean;
}

export interface SeenRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

export interface TestServer {
  /** `http://127.0.0.1:port`, without a slash at the end. */
  readonly url: string;
  readonly host: string;
  readonly requests: SeenRequest[];
}

/** Answers by path, on loopback, until the test is over; a path without an answer is 404. */
export async function serve(
  routes: Readonly<Record<string, Answer | ((request: SeenRequest) => Answer)>>,
): Promise<TestServer> {
  const requests: SeenRequest[] = [];
  const server = createServer((request, response) => {
    const seen = { path: request.url ?? "", headers: request.headers };
    requests.push(seen);
    const route = Object.hasOwn(routes, seen.path) ? routes[seen.path] : { status: 404 };
    const {
      status = 200,
      headers = {},
      body = "",
      isCut = false,
    } = typeof route === "function" ? route(seen) : (route ?? {});
    const length = Buffer.byteLength(body) + (isCut ? 100 : 0);
    response.writeHead(status, { "content-length": length, ...headers });
    if (isCut) response.write(body, () => response.destroy());
    else response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, host: `127.0.0.1:${port}`, requests };
}

/** The address of a server that is gone. */
export async function nobody(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

/** A client without proxies that gives up quickly. */
export function quickClient(): HttpClient {
  return createHttpClient({ env: {}, retries: 1, backoffMs: 1, stallTimeoutMs: 1000 });
}
