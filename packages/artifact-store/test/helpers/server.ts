import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

export interface TestServer {
  /** `http://127.0.0.1:port`, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  readonly requests: IncomingMessage[];
}

/** A server on loopback for one test. `answer` gets the number of the request, counted from 1. */
export async function serve(
  answer: (request: IncomingMessage, response: ServerResponse, count: number) => void,
  tls?: { readonly key: string; readonly cert: string },
): Promise<TestServer> {
  const requests: IncomingMessage[] = [];
  const listener: RequestListener = (request, response) => {
    requests.push(request);
    answer(request, response, requests.length);
  };
  const server: Server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
  const port = await listen(server);
  return { url: `${tls === undefined ? "http" : "https"}://127.0.0.1:${port}`, port, requests };
}

/** Listens on any port of 127.0.0.1 until the test is over. */
export async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

export interface FileServerOptions {
  readonly etag?: string;
  readonly lastModified?: string;
  /** Answer Range requests. Default: yes. */
  readonly ranges?: boolean;
  /** Cut the connection of the n-th request after so many bytes of its body. */
  readonly cutAfter?: (count: number) => number | undefined;
  readonly contentType?: string;
}

/** Serves one file at every path, with Range and If-Range as RFC 9110 has them. */
export function serveFile(content: Buffer, options: FileServerOptions = {}): Promise<TestServer> {
  return serve((request, response, count) => {
    const from = rangeStart(request, content, options);
    const body = content.subarray(from);
    response.writeHead(from > 0 ? 206 : 200, {
      "content-type": options.contentType ?? "application/octet-stream",
      "content-length": body.length,
      ...(options.etag === undefined ? {} : { etag: options.etag }),
      ...(options.lastModified === undefined ? {} : { "last-modified": options.lastModified }),
      ...(from > 0 ? { "content-range": `bytes ${from}-${content.length - 1}/${content.length}` } : {}),
    });
    const cut = options.cutAfter?.(count);
    if (cut === undefined) {
      response.end(body);
    } else {
      response.write(body.subarray(0, cut), () => response.destroy());
    }
  });
}

function rangeStart(request: IncomingMessage, content: Buffer, options: FileServerOptions): number {
  const { range, "if-range": condition } = request.headers;
  const from = Number(/^bytes=(\d+)-$/.exec(range ?? "")?.[1] ?? 0);
  const isSame = condition === undefined || condition === options.etag || condition === options.lastModified;
  return options.ranges === false || !isSame || from >= content.length ? 0 : from;
}
