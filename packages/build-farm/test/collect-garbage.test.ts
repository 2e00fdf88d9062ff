import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { collectGarbage } from "../src/collect-garbage.js";
import { pushRelease } from "../src/push-release.js";
import { startFarm } from "./support/farms.js";

const old = new Date("2020-01-01");

/** A folder that was last changed long ago. */
function leave(root: string, path: string): string {
  mkdirSync(join(root, path), { recursive: true });
  writeFileSync(join(root, path, "file"), "x");
  utimesSync(join(root, path), old, old);
  return path;
}

describe("collectGarbage", () => {
  it("says what it would do, then moves what is old to the trash, and empties that later", async () => {
    const { farm, root } = await startFarm();
    const paths = [
      "logs/202001010000-v24.0.0",
      `artifacts/built/${"a".repeat(64)}`,
      `sources/${"b".repeat(64)}`,
    ];
    for (const path of [...paths, "work/job-99"]) leave(root, path);
    mkdirSync(join(root, "logs/new"));
    const planned = await collectGarbage(farm, { dryRun: true });
    expect(planned.map(({ path }) => path).sort()).toEqual([...paths, "work/job-99"].sort());
    expect(existsSync(join(root, paths[0] ?? ""))).toBe(true);
    expect(await collectGarbage(farm, { dryRun: false })).toEqual(planned);
    expect(readdirSync(join(root, "logs"))).toEqual(["new"]);
    expect(readdirSync(join(root, "trash"))).toHaveLength(3);
    expect(readdirSync(join(root, "work"))).toEqual([]);
    expect(await collectGarbage(farm, { dryRun: false })).toEqual([]);
    const later = { ...farm, now: () => new Date(Date.now() + 15 * 86_400_000) };
    expect((await collectGarbage(later, { dryRun: false })).map(({ action }) => action)).toEqual([
      "remove",
      "remove",
      "remove",
    ]);
    expect(readdirSync(join(root, "trash"))).toEqual([]);
  });

  it("takes nothing away that a job may still need", async () => {
    const { farm, root } = await startFarm();
    await pushRelease(farm, { version: "v24.1.0" });
    const kept = [`artifacts/built/${"a".repeat(64)}`, `sources/${"b".repeat(64)}`, "work/job-1"];
    for (const path of kept) leave(root, path);
    expect(await collectGarbage(farm, { dryRun: false })).toEqual([]);
  });
});
