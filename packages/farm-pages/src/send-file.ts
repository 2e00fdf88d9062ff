import { createReadStream } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname } from "node:path";
import { pipeline } from "node:stream/promises";
import type { PublicFile } from "./public-file.js";

/** Nothing here is shown as a page of ours: what a build wrote stays text. */
const TYPES: Readonly<Record<string, string>> = {
  ".gz": "application/gzip",
  ".xz": "application/x-xz",
  ".json": "application/json; charset=utf-8",
  ".sig": "application/octet-stream",
};
const TEXTS: ReadonlySet<string> = new Set([".asc", ".jsonl", ".log", ".ndjson", ".pem", ".tab", ".txt"]);

/** Sends a file, or the one range of it that was asked for. */
export async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  { path, stats }: PublicFile,
): Promise<void> {
  const extension = extname(path);
  const text = TEXTS.has(extension) ? "text/plain; charset=utf-8" : "application/octet-stream";
  response.setHeader("content-type", TYPES[extension] ?? text);
  response.setHeader("last-modified", stats.mtime.toUTCString());
  response.setHeader("accept-ranges", "bytes");
  const range = request.headers["if-range"] === undefined ? rangeOf(request, stats.size) : undefined;
  if (range === "unsatisfiable") {
    response.writeHead(416, { "content-range": `bytes */${stats.size}` }).end();
    return;
  }
  const { start, end } = range ?? { start: 0, end: stats.size - 1 };
  response.setHeader("content-length", end - start + 1);
  if (range !== undefined) response.setHeader("content-range", `bytes ${start}-${end}/${stats.size}`);
  response.statusCode = range === undefined ? 200 : 206;
  if (request.method === "HEAD" || stats.size === 0) response.end();
  else await pipeline(createReadStream(path, { start, end }), response);
}

/** Undefined: all of the file, also for what is no single range. */
function rangeOf(
  { headers }: IncomingMessage,
  size: number,
): { readonly start: number; readonly end: number } | "unsatisfiable" | undefined {
  const [, from = "", to = ""] = /^bytes=(\d*)-(\d*)$/.exec(headers.range ?? "") ?? [];
  if (from === "" && to === "") return undefined;
  if (from === "") return Number(to) === 0 || size === 0 ? "unsatisfiable" : lastBytes(Number(to), size);
  const [start, end] = [Number(from), to === "" ? size - 1 : Math.min(Number(to), size - 1)];
  if (to !== "" && Number(to) < start) return undefined;
  return start >= size ? "unsatisfiable" : { start, end };
}

function lastBytes(count: number, size: number): { readonly start: number; readonly end: number } {
  return { start: Math.max(0, size - count), end: size - 1 };
}
