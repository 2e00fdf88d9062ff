import { expect, it } from "vitest";
import { print, runBoth } from "../../support/run-app.js";

/** Everything that reads by a descriptor, a handle or a stream; the same on a disk and packed. */
const main = `import fs from "node:fs";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
const at = new URL("./data.txt", import.meta.url);
const answers = {};
const tell = async (name, run) => {
  try { answers[name] = await run(); } catch (error) { answers[name] = [error.code, error.syscall]; }
};
const fd = fs.openSync(at, "r");
await tell("types", () => [typeof fd, fs.fstatSync(fd).size, fs.fstatSync(fd, { bigint: true }).isFile()]);
const buffer = Buffer.alloc(8, ".");
const read = (...args) => [fs.readSync(fd, buffer, ...args), buffer.toString()];
await tell("read", () => [read(0, 4, null), read(), read({ offset: 2, length: 3, position: 10 }), read(0, 8, 1000), read(0, 3, 5n)]);
await tell("out of range", () => read(0, 100, 0));
await tell("wrong type", () => fs.readSync(fd, "text"));
await tell("readv", () => { const two = [Buffer.alloc(3), Buffer.alloc(5)]; return [fs.readvSync(fd, two, 0), two.join("|")]; });
await tell("rest", () => fs.readFileSync(fd, "utf8"));
await tell("end", () => [fs.readFileSync(fd, "utf8"), read()]);
await tell("promisified", async () => { const { bytesRead, buffer } = await promisify(fs.read)(fd, Buffer.alloc(4), 0, 4, 0); return [bytesRead, String(buffer)]; });
await tell("options alone", () => new Promise((resolve, reject) => fs.read(fd, { position: 3, length: 4 }, (error, count, bytes) => error ? reject(error) : resolve([count, bytes.length, bytes.toString("utf8", 0, 4)]))));
await tell("write", () => fs.writeSync(fd, "x"));
await tell("sync", () => [fs.fsyncSync(fd), fs.closeSync(fd)]);
await tell("closed", () => fs.fstatSync(fd));
await tell("closed again", () => fs.closeSync(fd));
await tell("callback", () => new Promise((resolve) => fs.open(at, (_error, fd) => fs.fstat(fd, (_error, { size }) => fs.close(fd, (error) => resolve([size, error]))))));
await tell("stream", () => text(fs.createReadStream(at)));
await tell("part", () => text(fs.createReadStream(at, { start: 3, end: 7, highWaterMark: 2 })));
await tell("stream of none", () => text(fs.createReadStream(new URL("./none", at))));
await tell("new ReadStream", () => text(new fs.ReadStream(at.pathname)));
const open = () => fs.promises.open(at);
await tell("handle", async () => {
  const handle = await open();
  const first = await handle.read(Buffer.alloc(3), 0, 3);
  const answer = [first.bytesRead, String(first.buffer), (await handle.stat()).size, await handle.readFile("utf8"), typeof handle.fd];
  await handle.close();
  return [...answer, handle.fd];
});
await tell("handle readFile", async () => { const handle = await open(); const all = await fs.promises.readFile(handle, "utf8"); await handle.close(); return all; });
await tell("lines", async () => { const lines = []; for await (const line of (await open()).readLines()) lines.push(line); return lines; });
await tell("web stream", async () => { const handle = await open(); const all = await text(handle.readableWebStream()); await handle.close(); return all; });
await tell("handle stream", async () => text((await open()).createReadStream({ start: 4 })));
await tell("disposed", async () => { const handle = await open(); await handle[Symbol.asyncDispose](); return handle.fd; });
await tell("handle write", async () => { const handle = await open(); try { await handle.write("x"); } finally { await handle.close(); } });
await tell("folder", () => { const fd = fs.openSync(new URL("./", at)); try { return [fs.fstatSync(fd).isDirectory(), fs.readSync(fd, buffer)]; } finally { fs.closeSync(fd); } });
await tell("others", () => { const fd = fs.openSync(process.execPath); const bytes = Buffer.alloc(4); fs.readSync(fd, bytes, 0, 4, 0); fs.closeSync(fd); return bytes.toString("latin1"); });
${print("answers")}`;

it("descriptors, handles and streams read as on a disk", async () => {
  const files = { "main.mjs": main, "data.txt": "one line\nanother line\nthe last" };
  const { packed, plain } = await runBoth({ files, entry: "main.mjs" });
  expect(packed).toEqual(plain);
  expect(packed).toMatchObject({ part: " line", lines: ["one line", "another line", "the last"] });
});
