import { pushRelease } from "@nodewright/build-farm";
import { expect, it } from "vitest";
import { jobsPage } from "../src/jobs-page.js";
import { startFarm, version } from "./support/farms.js";

it("keeps what it was narrowed to, in the form and in the link to what is older", async () => {
  const farm = await startFarm();
  await pushRelease(farm, { version, recipes: ["stand-in"] });
  const page = await farm.queue.list({ states: ["blocked"], limit: 2 });
  const text = jobsPage(page, { name: "farm", state: "blocked" });
  expect(text).toContain("<option selected>blocked</option>");
  expect(text).toContain('<label for="state">');
  const href = /href="(\/jobs\?[^"]*)">Older/.exec(text)?.[1]?.replaceAll("&amp;", "&");
  const query = new URL(href ?? "", "http://farm").searchParams;
  expect([query.get("state"), query.get("after")]).toEqual(["blocked", page.next]);
});

it("leads nowhere from the last page", async () => {
  const farm = await startFarm();
  const text = jobsPage(await farm.queue.list(), { name: "farm", state: undefined });
  expect(text).toContain("There are no such jobs.");
  expect(text).not.toContain("Older");
});
