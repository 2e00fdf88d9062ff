import type { ServerResponse } from "node:http";
import { html } from "./html.js";
import { renderPage } from "./page.js";

const HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy":
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-cache",
};

/** Sets what every answer has. */
export function setCommonHeaders(response: ServerResponse): void {
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
}

export interface Answer {
  readonly status?: number;
  readonly type: string;
  readonly body: string;
}

/** Answers with a text; node:http leaves the body out where only the head was asked for. */
export function send(response: ServerResponse, { status = 200, type, body }: Answer): void {
  response.writeHead(status, {
    "content-type": `${type}; charset=utf-8`,
    "content-length": Buffer.byteLength(body),
  });
  response.end(body);
}

export const sendPage = (response: ServerResponse, body: string): void =>
  send(response, { type: "text/html", body });

export const sendJson = (response: ServerResponse, value: object): void =>
  send(response, { type: "application/json", body: `${JSON.stringify(value)}\n` });

/** A page that says what was wrong with the request. */
export function sendProblem(
  response: ServerResponse,
  problem: { readonly status: number; readonly title: string; readonly name: string },
): void {
  const body = renderPage({ title: problem.title, name: problem.name, main: html`` });
  send(response, { status: problem.status, type: "text/html", body });
}
