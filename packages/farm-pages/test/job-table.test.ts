import { pushRelease } from "@nodewright/build-farm";
import { expect, it } from "vitest";
import { jobTable, recipeOf } from "../src/job-table.js";
import { startFarm, version } from "./support/farms.js";

it("has a row for each job, headed by a link to it", async () => {
  const farm = await startFarm();
  const jobs = (await pushRelease(farm, { version, recipes: ["stand-in"] })).map(({ job }) => job);
  const { text } = jobTable("Some <jobs>", jobs, "none");
  expect(text).toContain("<caption>Some &lt;jobs&gt;</caption>");
  expect([...text.matchAll(/<a href="\/jobs\/(\d+)">\1<\/a>/g)].map(([, id]) => Number(id))).toEqual(
    jobs.map(({ id }) => id),
  );
  expect(text.match(/<td>stand-in<\/td>/g)).toHaveLength(3);
});

it("says so when there is none", () => {
  expect(jobTable("Jobs", [], "There is none.").text).toBe("<p>There is none.</p>");
});

it("names no recipe for a source", () => {
  expect([recipeOf({ kind: "source" }, "musl"), recipeOf({ kind: "build" }, "musl")]).toEqual([
    "all",
    "musl",
  ]);
});
