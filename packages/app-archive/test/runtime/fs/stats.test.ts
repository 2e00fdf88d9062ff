import { type BigIntStats, Stats, statSync } from "node:fs";
import { expect, it } from "vitest";
import { lookUp } from "../../../src/runtime/fs/lookup.js";
import { createStatsOf } from "../../../src/runtime/fs/stats.js";
import { volumeOf } from "../../support/volume.js";

const volume = volumeOf({ "a.txt": "four" });
const statsOf = createStatsOf(process.execPath);
const file = lookUp(volume, "/snapshot/a.txt", "stat");

it("statsOf() says what a disk says, with the executable's times", () => {
  const stats = statsOf(file, undefined);
  expect(stats).toBeInstanceOf(Stats);
  expect([stats.isFile(), stats.size, Number(stats.mode) & 0o777]).toEqual([true, 4, 0o644]);
  expect(stats.mtime).toEqual(statSync(process.execPath).mtime);
  expect(statsOf(lookUp(volume, "/snapshot", "stat"), undefined).isDirectory()).toBe(true);
});

it("statsOf() has all properties of Node's own, as numbers and as bigints", () => {
  const own = statSync(process.execPath);
  expect(Object.keys(statsOf(file, undefined))).toEqual(expect.arrayContaining(Object.keys(own)));
  const big = statsOf(file, { bigint: true }) as BigIntStats;
  expect(Object.keys(big)).toEqual(
    expect.arrayContaining(Object.keys(statSync(process.execPath, { bigint: true }))),
  );
  expect([big.size, big.isFile(), typeof big.mtimeNs]).toEqual([4n, true, "bigint"]);
});
