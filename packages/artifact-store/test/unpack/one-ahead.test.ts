import { describe, expect, test } from "vitest";
import { oneAhead } from "../../src/unpack/one-ahead.js";

describe("oneAhead", () => {
  test("gives all items in order, then only the end", async () => {
    const items = oneAhead(
      (async function* () {
        yield 1;
        yield 2;
      })(),
    );
    expect([await items.next(), await items.next(), await items.next(), await items.next()]).toEqual([
      { done: false, value: 1 },
      { done: false, value: 2 },
      { done: true, value: undefined },
      { done: true, value: undefined },
    ]);
  });

  test("asks for the next item while the last one is in use, and for no more", async () => {
    let asked = 0;
    const items = oneAhead(
      (async function* () {
        for (;;) {
          asked += 1;
          yield asked;
        }
      })(),
    );
    await items.next();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(asked).toBe(2);
  });

  test("throws an early error where it is due, not before", async () => {
    const items = oneAhead(
      (async function* () {
        yield 1;
        throw new Error("second");
      })(),
    );
    expect((await items.next()).value).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 5));
    await expect(items.next()).rejects.toThrow("second");
  });

  test("return ends the source", async () => {
    let isEnded = false;
    const items = oneAhead(
      (async function* () {
        try {
          yield 1;
          yield 2;
        } finally {
          isEnded = true;
        }
      })(),
    );
    await items.next();
    await items.return?.();
    expect(isEnded).toBe(true);
  });
});
