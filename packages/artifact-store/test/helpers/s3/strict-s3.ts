import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { listen } from "../server.js";
import { answerBucket } from "./s3-bucket.js";
import { type Refusal, type SignatureRules, verifySignature } from "./verify-signature.js";

/** Something that goes wrong on purpose. */
export type Fault =
  | { readonly kind: "refuse"; readonly status: number; readonly code: string; readonly headers?: Headers }
  /** The connection is cut before the body is read. */
  | { readonly kind: "cut" }
  /** The request takes effect, but its answer is lost. */
  | { readonly kind: "lose-answer" }
  /** The body of the answer ends after so many bytes. */
  | { readonly kind: "cut-answer"; readonly afterBytes: number }
  | { readonly kind: "slow"; readonly delayMs: number };

type Headers = Readonly<Record<string, string>>;

export interface StrictS3Options {
  readonly region?: string;
  readonly sessionToken?: string;
  readonly now?: () => Date;
  /** Serve requests without a signature, as a bucket that is open to all does. */
  readonly isPublic?: boolean;
  /** Honour `If-None-Match` (default), ignore it, or answer 501 to it. */
  readonly conditions?: "honour" | "ignore" | "refuse";
  readonly minPartBytes?: number;
  /** `count` is the number of the request, from 1. */
  readonly fault?: (request: Seen, count: number) => Fault | undefined;
}

export interface Seen {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage["headers"];
}

export interface S3Object {
  readonly bytes: Buffer;
  readonly etag: string;
  readonly modifiedAt: Date;
  /** Type, ACL and metadata, as they were sent. */
  readonly headers: Headers;
}

export interface StrictS3 {
  readonly url: string;
  readonly port: number;
  readonly requests: Seen[];
  readonly objects: Map<string, S3Object>;
  readonly uploads: Map<string, Upload>;
}

interface Upload {
  readonly key: string;
  readonly headers: Headers;
  readonly parts: Map<number, { readonly bytes: Buffer; readonly etag: string }>;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Headers;
  readonly body?: string | Buffer;
}

/**
 * An S3 of one bucket named `bucket`, in both styles of address, that checks what Amazon checks:
 * signatures, digests, conditions, parts. As a proxy it leads all hosts to itself.
 */
export async function serveStrictS3(options: StrictS3Options = {}): Promise<StrictS3> {
  const state = { requests: [] as Seen[], objects: new Map(), uploads: new Map() };
  const rules: SignatureRules = {
    region: options.region ?? "us-east-1",
    sessionToken: options.sessionToken,
    now: options.now ?? (() => new Date()),
  };
  const server = createServer((request, response) => {
    handle({ request, response }, { state, rules, options }).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  const port = await listen(server);
  server.on("connect", (_, socket) => {
    const target = connect(port, "127.0.0.1", () => socket.write("HTTP/1.1 200 OK\r\n\r\n"));
    socket
      .on("error", () => {})
      .pipe(target.on("error", () => {}))
      .pipe(socket);
  });
  return { url: `http://127.0.0.1:${port}`, port, ...state };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

interface Context {
  readonly state: Pick<StrictS3, "requests" | "objects" | "uploads">;
  readonly rules: SignatureRules;
  readonly options: StrictS3Options;
}

async function handle({ request, response }: Exchange, { state, rules, options }: Context): Promise<void> {
  const seen = see(request);
  state.requests.push(seen);
  const fault = options.fault?.(seen, state.requests.length);
  if (fault?.kind === "cut") {
    request.socket.destroy();
    return;
  }
  const body = Buffer.concat(await request.toArray());
  if (fault?.kind === "refuse") {
    send(response, seen, errorAnswer({ status: fault.status, code: fault.code }, fault.headers));
    return;
  }
  if (fault?.kind === "slow") {
    await sleep(fault.delayMs);
  }
  const isAnonymous = options.isPublic === true && request.headers.authorization === undefined;
  const refusal = isAnonymous ? undefined : await verifySignature(request, body, rules);
  const answer =
    refusal === undefined ? answerBucket(seen, body, { ...state, options }) : errorAnswer(refusal);
  if (fault?.kind === "lose-answer") {
    request.socket.destroy();
    return;
  }
  send(response, seen, answer, fault?.kind === "cut-answer" ? fault.afterBytes : undefined);
}

function see(request: IncomingMessage): Seen {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://unused.invalid");
  const host = request.headers.host ?? "";
  const path = decodeURIComponent(pathname);
  return {
    method: request.method ?? "GET",
    host,
    path: host.startsWith("bucket.") ? path.slice(1) : path.replace(/^\/bucket\/?/, ""),
    query: searchParams,
    headers: request.headers,
  };
}

export function errorAnswer({ status, code, extra = "" }: Refusal, headers: Headers = {}): Answer {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code>${extra}<RequestId>1</RequestId></Error>`;
  return { status, headers: { "content-type": "application/xml", ...headers }, body };
}

function send(response: ServerResponse, { method }: Seen, answer: Answer, cutAfter?: number): void {
  const body = Buffer.from(answer.body ?? "");
  response.writeHead(answer.status, { "content-length": body.length, ...answer.headers });
  if (method === "HEAD") {
    response.end();
  } else if (cutAfter === undefined) {
    response.end(body);
  } else {
    response.write(body.subarray(0, cutAfter), () => response.destroy());
  }
}
