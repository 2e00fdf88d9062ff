import { setTimeout } from "node:timers/promises";
import { expect, it } from "vitest";
import { settleAll } from "../src/settle-all.js";

it("settleAll keeps the order, the limit and every failure to its own item", async () => {
  let running = 0;
  let most = 0;
  const results = await settleAll([30, 1, 20, 2, 10], 2, async (ms) => {
    most = Math.max(most, ++running);
    await setTimeout(ms);
    running--;
    if (ms === 20) throw new RangeError("20");
    return ms * 2;
  });
  expect(most).toBe(2);
  expect(results).toEqual([
    { item: 30, ended: { value: 60 } },
    { item: 1, ended: { value: 2 } },
    { item: 20, ended: { error: new RangeError("20") } },
    { item: 2, ended: { value: 4 } },
    { item: 10, ended: { value: 20 } },
  ]);
  expect(await settleAll([], 4, async () => 1)).toEqual([]);
});
