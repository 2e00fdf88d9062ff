import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isZeroBlock, parseTarHeader } from "../../src/unpack/tar-header.js";
import { rawHeader, tar, withChecksum } from "../helpers/tar.js";

describe("parseTarHeader", () => {
  test("reads a POSIX header, its prefix too", () => {
    const block = rawHeader({
      name: "bin/node",
      prefix: "node-v24",
      mode: 0o755,
      size: 1234,
      type: "0",
      linkName: "x",
    });
    expect(parseTarHeader(block, 0)).toEqual({
      name: "node-v24/bin/node",
      linkName: "x",
      type: "0",
      sizeBytes: 1234,
      mode: 0o755,
    });
  });

  test("reads a name and a prefix that fill their fields", () => {
    const block = rawHeader({ name: "n".repeat(100), prefix: "p".repeat(155), linkName: "l".repeat(100) });
    expect(parseTarHeader(block, 0)).toMatchObject({
      name: `${"p".repeat(155)}/${"n".repeat(100)}`,
      linkName: "l".repeat(100),
    });
  });

  test("reads a header at an offset", () => {
    const block = Buffer.concat([Buffer.alloc(512, 1), rawHeader({ name: "a" })]);
    expect(parseTarHeader(block, 512)?.name).toBe("a");
  });

  test("knows no prefix in GNU and V7 headers, where other things stand there", () => {
    const gnu = rawHeader({ name: "a", magic: "ustar  \0", prefix: "\u0001time" });
    expect(parseTarHeader(gnu, 0)?.name).toBe("a");
    const v7 = rawHeader({ name: "a", magic: "", prefix: "junk", type: "\0" });
    expect(parseTarHeader(v7, 0)).toMatchObject({ name: "a", type: "0" });
  });

  test("reads sizes past octal in base 256", () => {
    const size = Buffer.alloc(12);
    size[0] = 0x80;
    size.writeBigUInt64BE(20n * 1024n ** 3n, 4);
    expect(parseTarHeader(rawHeader({ name: "a", size }), 0)?.sizeBytes).toBe(20 * 1024 ** 3);
  });

  test("reads numbers padded with blanks, and without an end mark", () => {
    expect(parseTarHeader(rawHeader({ name: "a", size: Buffer.from("       1750 ") }), 0)?.sizeBytes).toBe(
      1000,
    );
    expect(parseTarHeader(rawHeader({ name: "a", size: Buffer.from("000000001750") }), 0)?.sizeBytes).toBe(
      1000,
    );
  });

  test.each([
    ["a negative size", Buffer.from([0xff, ...new Array<number>(10).fill(0xff), 0xf6])],
    ["a size past 2^53", Buffer.from([0x80, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0])],
    ["a size that is no number", Buffer.from("00000x00000\0")],
  ])("refuses %s", (_, size) => {
    expect(parseTarHeader(rawHeader({ name: "a", size }), 0)).toBeUndefined();
  });

  test("refuses a wrong checksum, accepts that of signed characters", () => {
    const block = rawHeader({ name: "größe" });
    expect(parseTarHeader(block, 0)?.name).toBe("größe");
    const damaged = Buffer.from(block);
    damaged[0] = 0x67 ^ 1;
    expect(parseTarHeader(damaged, 0)).toBeUndefined();
    const signed = Buffer.from(block);
    const high = signed.filter((byte) => byte > 127).length;
    const sum = Number.parseInt(signed.toString("latin1", 148, 154), 8) - 256 * high;
    signed.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
    expect(high).toBeGreaterThan(0);
    expect(parseTarHeader(signed, 0)?.name).toBe("größe");
  });

  test("any single changed byte of a header is noticed or changes nothing that is used", () => {
    const block = rawHeader({ name: "bin/node", size: 4711, mode: 0o755 });
    const whole = parseTarHeader(block, 0);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 511 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const damaged = Buffer.from(block);
        damaged[at] = (damaged[at] ?? 0) ^ change;
        const found = parseTarHeader(damaged, 0);
        expect(found === undefined || JSON.stringify(found) === JSON.stringify(whole)).toBe(true);
      }),
    );
  });

  test("reads back what another implementation wrote", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.stringMatching(/^[a-z]{1,40}(?:\/[a-z]{1,40}){0,3}$/),
        fc.integer({ min: 1, max: 0o777 }),
        fc.integer({ min: 0, max: 2000 }),
        async (name, mode, size) => {
          const archive = await tar([{ name, mode, content: Buffer.alloc(size) }]);
          // Names past 100 characters have an extension header before their own.
          if (name.length <= 100) {
            expect(parseTarHeader(archive, 0)).toMatchObject({ name, mode, sizeBytes: size, type: "0" });
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  test("never throws on any block", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 512, maxLength: 512 }), (bytes) => {
        parseTarHeader(withChecksum(Buffer.from(bytes)), 0);
      }),
    );
  });
});

describe("isZeroBlock", () => {
  test("looks at every byte of the block and at no other", () => {
    const block = Buffer.alloc(1536);
    block[0] = 1;
    block[1024] = 1;
    expect(isZeroBlock(block, 512)).toBe(true);
    block[1023] = 1;
    expect(isZeroBlock(block, 512)).toBe(false);
  });
});
