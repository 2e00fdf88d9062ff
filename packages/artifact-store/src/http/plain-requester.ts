import type { ClientRequest, IncomingMessage, RequestOptions } from "node:http";
import { getBuiltinModule } from "node:process";
import { PassThrough, Readable } from "node:stream";
import type { Requester, ServerAnswer, ServerRequest } from "./requester.js";

export interface PlainSettings {
  readonly connectTimeoutMs: number;
  readonly stallTimeoutMs: number;
  readonly tls: { readonly ca?: string[]; readonly rejectUnauthorized?: boolean };
}

/**
 * Requests by Node.js's own http, a connection for each: it is there in a tenth of the time that undici takes to load,
 * and slower where there are many requests or large files. Errors have undici's codes for what Node.js has no word for.
 */
export function createPlainRequester(settings: PlainSettings): Requester {
  return { request: (request) => exchange(request, settings), close: async () => {} };
}

async function exchange(request: ServerRequest, settings: PlainSettings): Promise<ServerAnswer> {
  const { origin, path, method, headers, body, signal, highWaterMark } = request;
  const outgoing = start(`${origin}${path}`, {
    method,
    headers,
    agent: false,
    ...settings.tls,
    ...(signal && { signal }),
  });
  const stopWatching = watchConnection(outgoing, settings);
  try {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      outgoing.once("response", resolve).once("error", reject);
      if (body instanceof Readable) body.once("error", (error) => outgoing.destroy(error)).pipe(outgoing);
      else outgoing.end(body ?? undefined);
    });
    // What comes after the answer's head is the body's error.
    outgoing.on("error", () => {});
    const { statusCode = 0 } = answer;
    return {
      statusCode,
      headers: answer.headers,
      body: readAhead(answer, highWaterMark, settings.stallTimeoutMs),
    };
  } finally {
    stopWatching();
  }
}

function start(url: string, options: RequestOptions): ClientRequest {
  return url.startsWith("https:")
    ? getBuiltinModule("node:https").request(url, options)
    : getBuiltinModule("node:http").request(url, options);
}

/** Ends a request that is not connected, or not answered, in time. */
function watchConnection(
  request: ClientRequest,
  { connectTimeoutMs, stallTimeoutMs }: PlainSettings,
): () => void {
  const fail = (code: string): void => void request.destroy(coded(code));
  let timer = setTimeout(fail, connectTimeoutMs, "UND_ERR_CONNECT_TIMEOUT");
  request.once("socket", (socket) => {
    const isTls = "encrypted" in socket;
    socket.once(isTls ? "secureConnect" : "connect", () => {
      clearTimeout(timer);
      timer = setTimeout(fail, stallTimeoutMs, "UND_ERR_HEADERS_TIMEOUT");
    });
  });
  return () => clearTimeout(timer);
}

/** The body, read ahead; silence of the server ends it, slowness of the reader does not. */
function readAhead(answer: IncomingMessage, highWaterMark: number, stallTimeoutMs: number): Readable {
  const body = new PassThrough({ highWaterMark });
  let timer: NodeJS.Timeout | undefined;
  const wait = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => answer.destroy(coded("UND_ERR_BODY_TIMEOUT")), stallTimeoutMs);
  };
  answer.on("data", (chunk: Buffer) => {
    wait();
    if (body.write(chunk)) return;
    clearTimeout(timer);
    answer.pause();
    body.once("drain", () => {
      wait();
      answer.resume();
    });
  });
  answer.once("end", () => body.end());
  answer.once("error", (error) => body.destroy(error));
  answer.once("close", () => {
    clearTimeout(timer);
    if (!answer.complete) body.destroy(coded("UND_ERR_SOCKET"));
  });
  body.once("close", () => answer.destroy());
  wait();
  return body;
}

function coded(code: string): Error {
  return Object.assign(new Error(code), { code });
}
