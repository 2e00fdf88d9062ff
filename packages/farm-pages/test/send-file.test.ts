import { describe, expect, it } from "vitest";
import { type Answer, ask } from "./support/ask.js";
import { startFarm, startServer, writeBelow } from "./support/farms.js";

async function askForRange(range: string, text = "0123456789", more: object = {}): Promise<Answer> {
  const farm = await startFarm();
  writeBelow(farm, "download/file.txt", text);
  return ask(await startServer(farm), "/download/file.txt", { headers: { range, ...more } });
}

describe("ranges", () => {
  it.each([
    ["bytes=2-4", "234", "bytes 2-4/10"],
    ["bytes=7-", "789", "bytes 7-9/10"],
    ["bytes=-2", "89", "bytes 8-9/10"],
    ["bytes=-50", "0123456789", "bytes 0-9/10"],
    ["bytes=8-50", "89", "bytes 8-9/10"],
  ])("%s", async (range, text, contentRange) => {
    const answer = await askForRange(range);
    expect([answer.status, answer.text, answer.headers["content-range"]]).toEqual([206, text, contentRange]);
  });

  it.each(["bytes=10-", "bytes=-0"])("%s cannot be had", async (range) => {
    const answer = await askForRange(range);
    expect([answer.status, answer.text, answer.headers["content-range"]]).toEqual([416, "", "bytes */10"]);
  });

  it.each(["bytes=4-2", "bytes=0-1,3-4", "lines=1-2", "bytes=-", "bytes=a-b"])(
    "%s: all of it",
    async (range) => {
      const answer = await askForRange(range);
      expect([answer.status, answer.text]).toEqual([200, "0123456789"]);
    },
  );

  it("gives all of it to whom has another state of it", async () => {
    const answer = await askForRange("bytes=2-4", "0123456789", { "if-range": '"old"' });
    expect([answer.status, answer.text]).toEqual([200, "0123456789"]);
  });
});

it.each([
  ["a.tar.gz", "application/gzip"],
  ["a.tar.xz", "application/x-xz"],
  ["index.json", "application/json; charset=utf-8"],
  ["SHASUMS256.txt", "text/plain; charset=utf-8"],
  ["a.intoto.jsonl", "text/plain; charset=utf-8"],
  ["page.html", "application/octet-stream"],
  ["picture.svg", "application/octet-stream"],
])("%s is sent as %s", async (name, type) => {
  const farm = await startFarm();
  writeBelow(farm, `download/${name}`, "<script>");
  const { status, headers, text } = await ask(await startServer(farm), `/download/${name}`);
  expect([status, headers["content-type"], text]).toEqual([200, type, "<script>"]);
});

it("sends an empty file, and the head of one", async () => {
  const farm = await startFarm();
  writeBelow(farm, "download/empty.txt", "");
  writeBelow(farm, "download/full.txt", "full");
  const url = await startServer(farm);
  const empty = await ask(url, "/download/empty.txt");
  expect([empty.status, empty.headers["content-length"]]).toEqual([200, "0"]);
  const head = await ask(url, "/download/full.txt", { method: "HEAD" });
  expect([head.status, head.headers["content-length"], head.text]).toEqual([200, "4", ""]);
});
