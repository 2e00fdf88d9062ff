import { describe, expect, it } from "vitest";
import {
  type FarmJob,
  jobKey,
  jobRequests,
  parseFarmJob,
  resultOf,
  sourceResultSchema,
} from "../src/farm-job.js";
import { startFarm } from "./support/farms.js";

const job: FarmJob = {
  version: "v24.1.0",
  recipe: "musl",
  recipeDigest: "ab".repeat(32),
  revision: 1,
  date: "2026-11-19",
  lts: false,
  security: false,
};

describe("jobKey", () => {
  it("is of the recipe's content and the revision; a source is one for all", () => {
    expect(jobKey("build", job)).toBe("build/v24.1.0/musl/abababababababab/r1");
    expect(jobKey("build", { ...job, recipeDigest: "cd".repeat(32) })).not.toBe(jobKey("build", job));
    expect(jobKey("build", { ...job, revision: 2 })).not.toBe(jobKey("build", job));
    expect(jobKey("source", { ...job, recipe: "headers" })).toBe(jobKey("source", job));
  });
});

describe("jobRequests", () => {
  it("is a chain; only the last step needs the keys", () => {
    const requests = jobRequests(job, { priority: 7, requires: ["arch=x64"] });
    expect(requests.map(({ kind, requires = [] }) => [kind, requires])).toEqual([
      ["source", []],
      ["build", ["arch=x64"]],
      ["validate", []],
      ["promote", ["promote"]],
    ]);
    expect(requests.slice(1).map(({ needs }) => needs)).toEqual(requests.slice(0, 3).map(({ key }) => [key]));
    expect(requests.map(({ payload }) => parseFarmJob({ id: 1, payload: payload ?? null }))).toEqual([
      job,
      job,
      job,
      job,
    ]);
    expect(() => parseFarmJob({ id: 1, payload: {} })).toThrow(
      expect.objectContaining({ code: "ERR_FARM_CONFIG" }),
    );
  });
});

describe("resultOf", () => {
  it("is what a step has left, once it has", async () => {
    const { queue } = (await startFarm()).farm;
    await queue.push(jobRequests(job, { priority: 0, requires: [] }));
    const ask = (): Promise<unknown> => resultOf(queue, "source", job, sourceResultSchema);
    await expect(ask()).rejects.toMatchObject({ code: "ERR_FARM_ARTIFACT" });
    const [lease] = await queue.lease({ worker: "w", labels: [] });
    if (lease === undefined) throw new Error("nothing to lease");
    await queue.complete(lease, { url: "https://x/", sha256: "0".repeat(64) });
    expect(await ask()).toMatchObject({ result: { url: "https://x/" } });
  });
});
