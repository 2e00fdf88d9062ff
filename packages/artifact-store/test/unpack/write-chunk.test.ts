import { Writable } from "node:stream";
import { describe, expect, test } from "vitest";
import { writeChunk } from "../../src/unpack/write-chunk.js";

describe("writeChunk", () => {
  test("waits until the stream has taken the chunk in", async () => {
    let taken = "";
    const stream = new Writable({
      write(chunk, _, done) {
        setTimeout(() => {
          taken += String(chunk);
          done();
        }, 5);
      },
    });
    await writeChunk(stream, Buffer.from("a"));
    await writeChunk(stream, Buffer.from("b"));
    expect(taken).toBe("ab");
    expect(stream.listenerCount("close")).toBe(0);
  });

  test("does not wait for a stream that is closed meanwhile", async () => {
    const stream = new Writable({ write() {} });
    const writing = writeChunk(stream, Buffer.from("a"));
    stream.destroy();
    await writing;
    expect(stream.destroyed).toBe(true);
  });
});
