import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

export interface TestServer {
  /** With a slash at the end. */
  readonly url: string;
  /** Method and path of every request. */
  readonly requests: string[];
}

/** What a server has: bytes by path, or an answer of any kind. */
export type Answer =
  | Buffer
  | string
  | ((request: IncomingMessage, response: ServerResponse, count: number) => void);

/** A server on loopback for one test; 404 for what it has not. A path may be asked for `count` times. */
export async function serve(answers: Readonly<Record<string, Answer>>): Promise<TestServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "", "http://x").pathname);
    requests.push(`${request.method} ${path}`);
    const answer = answers[path] ?? answers["*"];
    const count = requests.filter((one) => one.endsWith(` ${path}`)).length;
    if (answer === undefined) response.writeHead(404).end("nothing here");
    else if (typeof answer === "function") answer(request, response, count);
    else response.writeHead(200, { "content-length": Buffer.byteLength(answer) }).end(answer);
  });
  return { url: `http://127.0.0.1:${await listen(server)}/`, requests };
}

/** Listens on any port of 127.0.0.1 until the test is over. */
export async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address() as AddressInfo;
  return address.port;
}
