import { farmStatus } from "@nodewright/build-farm";
import { expect, it } from "vitest";
import { statusPage } from "../src/status-page.js";
import { failBuild, startFarm, version } from "./support/farms.js";

it("has a matrix whose cells lead to the jobs", async () => {
  const farm = await startFarm();
  const job = await failBuild(farm, "");
  const page = statusPage(await farmStatus(farm));
  expect(page).toContain(`<th scope="row">${version}</th>`);
  expect(page).toContain('<th scope="col">stand-in</th>');
  expect(page).toContain(
    `<td class="failed" title="make ended with &lt;2&gt;"><a href="/jobs/${job.id}">failed</a></td>`,
  );
  expect(page).toMatch(/<caption>Workers<\/caption>[\s\S]*<th scope="row">worker-1<\/th>/);
  expect(page).not.toContain("<script");
});

it("says so when nothing is there, and when space is short", async () => {
  const farm = await startFarm();
  const page = statusPage({ ...(await farmStatus(farm)), freeBytes: 1e9, minFreeBytes: 2e9 });
  for (const text of ["No version is", "Nothing runs.", "Nothing waits.", "No worker has", "too little"])
    expect(page).toContain(text);
});
