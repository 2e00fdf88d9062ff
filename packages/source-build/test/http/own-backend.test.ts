import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { ownBackend } from "../../src/http/own-backend.js";
import { makeContext, makeScratch } from "../support/build.js";

async function serve(): Promise<string> {
  const server = createServer((request, response) => {
    response.writeHead(request.url === "/there" ? 200 : 404).end(request.method === "HEAD" ? "" : "bytes");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return `http://127.0.0.1:${(address satisfies AddressInfo).port}`;
}

test("fetches over http, and tells the log what is missing", async () => {
  const scratch = makeScratch();
  const context = makeContext(scratch);
  const base = await serve();
  const where = { cwd: scratch.root, file: "got" };
  expect(await ownBackend.head(context, `${base}/there`)).toBe(true);
  expect(await ownBackend.get(context, `${base}/there`, where)).toBe(true);
  expect(scratch.read("got")).toBe("bytes");
  expect(await ownBackend.head(context, `${base}/missing`)).toBe(false);
  expect(await ownBackend.get(context, `${base}/missing`, where)).toBe(false);
  expect(context.logText()).toMatch(/404/);
  expect(scratch.read("got")).toBe("bytes");
});

test("copies files, and tells the log what is missing", async () => {
  const scratch = makeScratch();
  const context = makeContext(scratch);
  const source = scratch.write("source", "bytes");
  expect(await ownBackend.head(context, `file://${source}`)).toBe(true);
  expect(await ownBackend.get(context, `file://${source}`, { cwd: scratch.root, file: "copy" })).toBe(true);
  expect(scratch.read("copy")).toBe("bytes");
  expect(await ownBackend.get(context, `file://${source}-not`, { cwd: scratch.root, file: "copy" })).toBe(
    false,
  );
  expect(context.logText()).toContain("ENOENT");
});
