import { install, installPlan, TARBALL, testClient } from "../support/install.js";
import { realAddon } from "../support/real-addons.js";
import { type Answer, serve } from "../support/serve.js";
import { addonTarball } from "../support/tarball.js";
import type { BadInput } from "./bad-input.js";

type Row = readonly [title: string, answer: Answer, code: BadInput["code"], says: string, hint: string];

const path = `/v1.2.3/${TARBALL}`;
const good = await addonTarball(realAddon("linux-x64-glibc"));
const status =
  (code: number, headers = {}): Answer =>
  (_, response) =>
    void response.writeHead(code, headers).end();

const rows: readonly Row[] = [
  [
    "has no such file",
    status(404),
    "ERR_PREBUILD_NOT_FOUND",
    "the server answered 404 Not Found",
    "Check the address; the version may not exist for this platform on this server.",
  ],
  [
    "had it",
    status(410),
    "ERR_PREBUILD_NOT_FOUND",
    "the server answered 410 Gone",
    "Check the address; the version may not exist for this platform on this server.",
  ],
  [
    "wants to know who asks",
    status(401),
    "ERR_PREBUILD_FETCH",
    "the server answered 401 Unauthorized",
    "The server wants credentials: put them in the URL or send an Authorization header.",
  ],
  [
    "refuses, as S3 does for what it has not",
    status(403),
    "ERR_PREBUILD_FETCH",
    "the server answered 403 Forbidden",
    "For a private bucket set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; S3 also answers so for what it does not have.",
  ],
  [
    "has had enough of us",
    status(429, { "retry-after": "3600" }),
    "ERR_PREBUILD_FETCH",
    "the server answered 429 Too Many Requests",
    "The server sees too many requests from here: try again later or name another mirror.",
  ],
  [
    "is broken",
    status(500),
    "ERR_PREBUILD_FETCH",
    "the server answered 500 Internal Server Error",
    "The server has a problem: try again later or name another mirror.",
  ],
  [
    "is busy for an hour",
    status(503, { "retry-after": "3600" }),
    "ERR_PREBUILD_FETCH",
    "the server answered 503 Service Unavailable",
    "The server has a problem: try again later or name another mirror.",
  ],
  [
    "sends a page for people",
    (_, response) => response.writeHead(200, { "content-type": "text/html" }).end("<html>Sign in</html>"),
    "ERR_PREBUILD_CORRUPT",
    "the server sent a web page instead of the file",
    "Open the address in a browser: a login page, a proxy or a wrong mirror path is the usual cause.",
  ],
  [
    "redirects in a circle",
    status(302, { location: path }),
    "ERR_PREBUILD_FETCH",
    "the server redirects in a loop, back to http://",
    "Check the address, or name another mirror.",
  ],
  [
    "redirects for ever",
    (_, response, count) => response.writeHead(302, { location: `${path}?${count}` }).end(),
    "ERR_PREBUILD_FETCH",
    "the server redirects more than 10 times",
    "Check the address, or name another mirror.",
  ],
  [
    "redirects to a file",
    status(302, { location: "file:///etc/passwd" }),
    "ERR_PREBUILD_FETCH",
    "the server redirects to file:///etc/passwd, which is no http address",
    "Check the address, or name another mirror.",
  ],
  [
    "redirects to nowhere",
    status(302),
    "ERR_PREBUILD_FETCH",
    "the server redirects without saying where to",
    "Check the address, or name another mirror.",
  ],
  [
    "hangs up",
    (_, response) => response.destroy(),
    "ERR_PREBUILD_FETCH",
    "the server closed the connection",
    "Check the network connection and try again.",
  ],
  [
    "never answers",
    () => {},
    "ERR_PREBUILD_FETCH",
    "the server did not answer in time",
    "Check the network connection and try again.",
  ],
  [
    "always stops half way",
    (_, response) => {
      response.writeHead(200, { "content-length": good.length });
      response.write(good.subarray(0, good.length / 2), () => response.destroy());
    },
    "ERR_PREBUILD_CORRUPT",
    "the connection was cut after 27948 of 55896 bytes",
    "Check the network connection and try again.",
  ],
  [
    "promises more than it sends",
    (_, response) =>
      response.socket?.end(
        `HTTP/1.1 200 OK\r\ncontent-length: 100\r\nconnection: close\r\n\r\n${"x".repeat(50)}`,
      ),
    "ERR_PREBUILD_CORRUPT",
    "the connection was cut after 0 of 100 bytes",
    "Check the network connection and try again.",
  ],
  [
    "speaks no HTTP",
    (_, response) => response.socket?.end("220 ftp.example ready\r\n"),
    "ERR_PREBUILD_FETCH",
    "Response does not match the HTTP/1.1 protocol (Expected HTTP/, RTSP/ or ICE/)",
    "Check the network connection and try again.",
  ],
];

export const servers: readonly BadInput[] = rows.map(([title, answer, code, says, hint]) => ({
  ...{ title: `a server that ${title}`, code, says, hint },
  attempt: async (root) => {
    const { url } = await serve({ [path]: answer });
    const client = testClient({ retries: 1, stallTimeoutMs: 500 });
    throw (await install(installPlan(root, url), { client })).error;
  },
}));
