import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { serve, type TestServer } from "./server.js";

export interface HttpPutServerOptions {
  /** Honours `If-None-Match`, checks `Content-Digest`, and tells `Repr-Digest`. Default: yes. */
  readonly isModern?: boolean;
  /** What is kept instead of the bytes that came. */
  readonly damage?: (bytes: Buffer) => Buffer;
}

export interface HttpPutServer extends TestServer {
  readonly files: Map<string, Buffer>;
}

/** A server that takes PUT and DELETE at any path: a modern one, or one that knows nothing more. */
export async function serveHttpPut(options: HttpPutServerOptions = {}): Promise<HttpPutServer> {
  const { isModern = true, damage = (bytes: Buffer) => bytes } = options;
  const files = new Map<string, Buffer>();
  const put = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = Buffer.concat(await request.toArray());
    const path = request.url ?? "";
    if (isModern && request.headers["if-none-match"] === "*" && files.has(path)) {
      response.writeHead(412).end();
    } else if (isModern && request.headers["content-digest"] !== digest(body)) {
      response.writeHead(400).end();
    } else {
      files.set(path, damage(body));
      response.writeHead(201).end();
    }
  };
  const server = await serve((request, response) => {
    const file = files.get(request.url ?? "");
    switch (request.method) {
      case "PUT":
        put(request, response).catch(() => response.destroy());
        break;
      case "DELETE":
        response.writeHead(files.delete(request.url ?? "") ? 204 : 404).end();
        break;
      default:
        read(request, response, { file, isModern });
    }
  });
  return { ...server, files };
}

function read(
  request: IncomingMessage,
  response: ServerResponse,
  { file, isModern }: { readonly file: Buffer | undefined; readonly isModern: boolean },
): void {
  if (file === undefined) {
    response.writeHead(404).end();
    return;
  }
  const told: Record<string, string> = isModern
    ? { "repr-digest": digest(file), etag: `"${digest(file)}"` }
    : {};
  const range = isModern ? /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "") : null;
  if (range === null) {
    response.writeHead(200, { "content-length": file.length, ...told });
    response.end(request.method === "HEAD" ? undefined : file);
    return;
  }
  const start = Number(range[1]);
  if (start >= file.length) {
    response.writeHead(416).end();
    return;
  }
  const part = file.subarray(start, range[2] === "" ? undefined : Number(range[2]) + 1);
  const contentRange = `bytes ${start}-${start + part.length - 1}/${file.length}`;
  response
    .writeHead(206, { "content-length": part.length, "content-range": contentRange, ...told })
    .end(part);
}

function digest(bytes: Buffer): string {
  return `sha-256=:${createHash("sha256").update(bytes).digest("base64")}:`;
}
