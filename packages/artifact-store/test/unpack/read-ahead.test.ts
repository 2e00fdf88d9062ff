import { PassThrough, Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { readAhead } from "../../src/unpack/read-ahead.js";

describe("readAhead", () => {
  test("passes the chunks on as they are", async () => {
    const chunks = [Buffer.from("a"), Buffer.from("bc"), Buffer.from("d")];
    const found: Buffer[] = [];
    for await (const chunk of readAhead(Readable.from(chunks, { objectMode: false }))) {
      found.push(chunk);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    expect(found.map(String)).toEqual(["a", "bc", "d"]);
  });

  test("stops reading when enough is ready, and goes on", async () => {
    const total = 40;
    let made = 0;
    const source = new Readable({
      highWaterMark: 1,
      read() {
        made += 1;
        this.push(made > total ? null : Buffer.alloc(1 << 20));
      },
    });
    const reader = readAhead(source);
    await reader.next();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(made).toBeLessThan(12);
    let rest = 0;
    for await (const _ of reader) {
      rest += 1;
    }
    expect(rest).toBe(total - 1);
  });

  test("delivers what came before an error, then throws it", async () => {
    const stream = new PassThrough();
    stream.write("before");
    setTimeout(() => stream.destroy(new Error("broken")), 10);
    const reader = readAhead(stream);
    expect(String((await reader.next()).value)).toBe("before");
    await expect(reader.next()).rejects.toThrow("broken");
  });

  test("throws when the stream is closed before its end", async () => {
    const stream = new PassThrough();
    setTimeout(() => stream.destroy(), 10);
    await expect(readAhead(stream).next()).rejects.toThrow("closed before its end");
  });

  test("destroys a stream that is not read to its end", async () => {
    const stream = Readable.from([Buffer.from("a"), Buffer.from("b")]);
    for await (const _ of readAhead(stream)) {
      break;
    }
    expect(stream.destroyed).toBe(true);
  });
});
