import { expect, test } from "vitest";
import { giveBack } from "../src/give-back.js";

test("a buffer that has its memory to itself is freed", () => {
  const buffer = Buffer.concat([Buffer.alloc(1_000_000, 1)]);
  giveBack(buffer);
  expect(buffer.length).toBe(0);
  // Once more is no harm.
  giveBack(buffer);
});

test("one that ends before its memory does is left alone", () => {
  const memory = Buffer.alloc(1_000_000, 1);
  giveBack(memory.subarray(0, 5000));
  expect(memory[0]).toBe(1);
});

test("one of the pool is left alone, also where it ends with the pool", () => {
  const pool = Buffer.allocUnsafe(1).buffer;
  giveBack(Buffer.from(pool, pool.byteLength - 8, 8));
  expect(pool.byteLength).toBe(Buffer.poolSize);
});
