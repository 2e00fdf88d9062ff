import { createReadStream, statSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join, normalize } from "node:path";

/** Answers a request itself, or returns false to leave it to the tree. */
export type Override = (request: IncomingMessage, response: ServerResponse, path: string) => boolean;

export interface TestServer extends AsyncDisposable {
  readonly url: string;
  /** `METHOD /path [range]`, in order. */
  readonly requests: string[];
}

/** Serves a folder on 127.0.0.1 as nodejs.org does: HEAD, Range, ETag. */
export async function serve(root: string, override: Override = () => false): Promise<TestServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://x").pathname);
    requests.push([request.method, path, request.headers.range].filter(Boolean).join(" "));
    if (!override(request, response, path)) sendFile(join(root, normalize(path)), request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Sends a file, or the part that a Range header asks for. */
export function sendFile(
  file: string,
  request: IncomingMessage,
  response: ServerResponse,
  end?: number,
): void {
  const size = sizeOf(file);
  if (size === undefined) {
    response.writeHead(404, { "content-type": "text/plain" }).end("not found");
    return;
  }
  const start = Number(/^bytes=(\d+)-/.exec(request.headers.range ?? "")?.[1] ?? 0);
  response.writeHead(start > 0 ? 206 : 200, {
    "content-length": size - start,
    "content-type": file.endsWith(".json") ? "application/json" : "application/octet-stream",
    "accept-ranges": "bytes",
    etag: `"${size}"`,
    ...(start > 0 ? { "content-range": `bytes ${start}-${size - 1}/${size}` } : {}),
  });
  if (request.method === "HEAD") {
    response.end();
    return;
  }
  const stream = createReadStream(file, { start, ...(end === undefined ? {} : { end }) });
  stream.pipe(response, { end: end === undefined });
  if (end !== undefined) stream.on("end", () => setTimeout(() => response.destroy(), 20));
}

function sizeOf(file: string): number | undefined {
  try {
    const entry = statSync(file);
    return entry.isFile() ? entry.size : undefined;
  } catch {
    return undefined;
  }
}
