import type { Readable } from "node:stream";

/** One request as it goes to one server. */
export interface ServerRequest {
  readonly origin: string;
  readonly path: string;
  readonly method: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | Readable | null;
  /** How much of the answer is read ahead. */
  readonly highWaterMark: number;
  readonly signal?: AbortSignal;
}

export interface ServerAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Readable;
}

/** The part of an undici dispatcher that is used here. */
export interface Requester {
  request(request: ServerRequest): Promise<ServerAnswer>;
  close(): Promise<void>;
}
